package io.vesper.ablation;

import static java.util.Objects.requireNonNull;

import io.vesper.ablation.AblationResult.Measures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The results of an ablation, laid out like the paper's table.
 *
 * @param entries one for each row and kind of embedding, in the order of the rows
 */
record AblationTable(List<Entry> entries) {

    /**
     * One line of the table; means over seeds.
     *
     * @param row which terms were on
     * @param embedding the kind that was ranked by
     * @param seeds of the trainings, in order
     */
    record Entry(
            String row,
            String embedding,
            List<Long> seeds,
            Spread rank1,
            Spread meanAveragePrecision,
            Spread meanInverseNegativePenalty) {}

    /**
     * In percent.
     *
     * @param mean over seeds
     * @param standardDeviation of a sample; null for a single seed, which tells nothing of it
     */
    record Spread(double mean, @Nullable Double standardDeviation) {
        /** @param values at least one */
        static Spread of(double[] values) {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            double mean = sum / values.length;
            double squares = 0;
            for (double value : values) {
                squares += (value - mean) * (value - mean);
            }
            return new Spread(mean, values.length == 1 ? null : Math.sqrt(squares / (values.length - 1)));
        }

        @Override
        public String toString() {
            return standardDeviation == null
                    ? String.format(Locale.ROOT, "%.1f", mean)
                    : String.format(Locale.ROOT, "%.1f ± %.1f", mean, standardDeviation);
        }
    }

    AblationTable {
        entries = List.copyOf(entries);
    }

    /** @param results in the order of the rows; those of a row have the same kinds of embedding */
    static AblationTable of(List<AblationResult> results) {
        Map<String, List<AblationResult>> byRow = new LinkedHashMap<>();
        results.forEach(result ->
                byRow.computeIfAbsent(result.row(), row -> new ArrayList<>()).add(result));
        List<Entry> entries = new ArrayList<>();
        byRow.values().forEach(row -> row.get(0).measures().keySet().forEach(kind -> entries.add(entry(row, kind))));
        return new AblationTable(entries);
    }

    private static Entry entry(List<AblationResult> row, String kind) {
        List<Measures> measures = row.stream()
                .map(result -> requireNonNull(result.measures().get(kind), kind))
                .toList();
        return new Entry(
                row.get(0).row(),
                kind,
                row.stream().map(AblationResult::seed).toList(),
                percent(measures, Measures::rank1),
                percent(measures, Measures::meanAveragePrecision),
                percent(measures, Measures::meanInverseNegativePenalty));
    }

    private static Spread percent(List<Measures> measures, ToDoubleFunction<Measures> measure) {
        return Spread.of(measures.stream()
                .mapToDouble(each -> 100 * measure.applyAsDouble(each))
                .toArray());
    }

    String markdown() {
        StringBuilder text = new StringBuilder("| row | embedding | rank-1 | mAP | mINP |\n|---|---|---|---|---|\n");
        for (Entry entry : entries) {
            text.append("| %s | %s | %s | %s | %s |\n"
                    .formatted(
                            entry.row,
                            entry.embedding,
                            entry.rank1,
                            entry.meanAveragePrecision,
                            entry.meanInverseNegativePenalty));
        }
        return text.toString();
    }
}
