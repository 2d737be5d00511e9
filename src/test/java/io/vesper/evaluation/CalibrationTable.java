package io.vesper.evaluation;

import io.vesper.evaluation.MixedDraw.Group;
import io.vesper.person.Modality;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Lays out what candidates reach over several draws, and by how much each exceeds one of them in the same draws. */
final class CalibrationTable {
    private final Map<String, List<Map<Group, RetrievalMetrics>>> results;
    private final List<Map<Group, RetrievalMetrics>> reference;

    private CalibrationTable(Map<String, List<Map<Group, RetrievalMetrics>>> results, String reference) {
        this.results = results;
        this.reference = results.get(reference);
    }

    static void print(Modality probes, Map<String, List<Map<Group, RetrievalMetrics>>> results, String reference) {
        new CalibrationTable(results, reference).print(probes);
    }

    private void print(Modality probes) {
        List<Group> groups = reference.get(0).keySet().stream().toList();
        System.out.printf(
                "%n| %s probes | %s |%n",
                probes.label(),
                String.join(
                        " | ",
                        groups.stream()
                                .map(group -> group.label() + " | gained")
                                .toList()));
        System.out.println("|---" + "|---|---".repeat(groups.size()) + "|");
        results.forEach((name, draws) -> {
            StringBuilder line = new StringBuilder("| " + name);
            groups.forEach(group -> line.append(cells(draws, group)));
            System.out.println(line + " |");
        });
    }

    private String cells(List<Map<Group, RetrievalMetrics>> draws, Group group) {
        if (!draws.get(0).containsKey(group)) {
            return " | | ";
        }
        double[] gains = IntStream.range(0, draws.size())
                .mapToDouble(i -> draws.get(i).get(group).meanAveragePrecision()
                        - reference.get(i).get(group).meanAveragePrecision())
                .toArray();
        return " | %s / %s | %s"
                .formatted(
                        meanAndDeviation(values(draws, group, RetrievalMetrics::rank1)),
                        meanAndDeviation(values(draws, group, RetrievalMetrics::meanAveragePrecision)),
                        meanAndDeviation(gains));
    }

    private static double[] values(
            List<Map<Group, RetrievalMetrics>> draws, Group group, ToDoubleFunction<RetrievalMetrics> measure) {
        return draws.stream().map(draw -> draw.get(group)).mapToDouble(measure).toArray();
    }

    private static String meanAndDeviation(double[] values) {
        double mean = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .average()
                .orElseThrow();
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return "%.1f ± %.1f".formatted(100 * mean, 100 * Math.sqrt(squares / (values.length - 1)));
    }
}
