package io.vesper.ablation;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

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
     * @param standardDeviation of a sample; 0 for a single seed
     */
    record Spread(double mean, double standardDeviation) {
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
            return new Spread(mean, Math.sqrt(squares / Math.max(1, values.length - 1)));
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.1f ± %.1f", mean, standardDeviation);
        }
    }

    /** @param results in the order of the rows */
    static AblationTable of(List<AblationResult> results) {
        Map<String, List<AblationResult>> byRow = new LinkedHashMap<>();
        results.forEach(result ->
                byRow.computeIfAbsent(result.row(), row -> new ArrayList<>()).add(result));
        List<Entry> entries = new ArrayList<>();
        byRow.forEach((row, ofRow) ->
                new TreeSet<>(ofRow.get(0).reports().keySet()).forEach(kind -> entries.add(entry(row, kind, ofRow))));
        return new AblationTable(List.copyOf(entries));
    }

    private static Entry entry(String row, String kind, List<AblationResult> results) {
        return new Entry(
                row,
                kind,
                results.stream().map(AblationResult::seed).toList(),
                spread(results, kind, "rank1"),
                spread(results, kind, "meanAveragePrecision"),
                spread(results, kind, "meanInverseNegativePenalty"));
    }

    private static Spread spread(List<AblationResult> results, String kind, String measure) {
        return Spread.of(results.stream()
                .mapToDouble(result -> 100 * measure(result, kind, measure))
                .toArray());
    }

    private static double measure(AblationResult result, String kind, String measure) {
        Map<?, ?> report = (Map<?, ?>) requireNonNull(result.reports().get(kind));
        return ((Number) requireNonNull(report.get(measure))).doubleValue();
    }

    String markdown() {
        StringBuilder text = new StringBuilder("| row | embedding | rank-1 | mAP | mINP |\n|---|---|---|---|---|\n");
        for (Entry entry : entries) {
            text.append("| %s | %s | %s | %s | %s |%n"
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
