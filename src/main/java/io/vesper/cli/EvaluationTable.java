package io.vesper.cli;

import io.vesper.evaluation.EvaluationReport;
import io.vesper.evaluation.RetrievalMetrics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Reports side by side, in percent. */
final class EvaluationTable {
    private static final List<ToDoubleFunction<RetrievalMetrics>> COLUMNS = List.of(
            RetrievalMetrics::rank1,
            RetrievalMetrics::rank5,
            RetrievalMetrics::rank10,
            RetrievalMetrics::rank20,
            RetrievalMetrics::meanAveragePrecision,
            RetrievalMetrics::meanInverseNegativePenalty);

    private EvaluationTable() {}

    /** @param reports by embedding, all of one set and protocol; at least one */
    static String of(Map<String, EvaluationReport> reports) {
        EvaluationReport any = reports.values().iterator().next();
        StringBuilder table =
                new StringBuilder("%s; %s people of %s; mean (standard deviation) of %d trial(s) in percent%n"
                        .formatted(
                                any.protocol().description(),
                                any.part().label(),
                                any.dataset(),
                                any.trials().size()));
        any.notes().forEach(note -> table.append("Note: ").append(note).append('\n'));
        table.append(
                "| embedding | rank-1 | rank-5 | rank-10 | rank-20 | mAP | mINP |\n|---|---|---|---|---|---|---|\n");
        reports.forEach((name, report) -> table.append(row(name, report)));
        return table.toString();
    }

    private static String row(String name, EvaluationReport report) {
        StringBuilder row = new StringBuilder("| ").append(name).append(" |");
        boolean isSpread = report.trials().size() > 1;
        for (ToDoubleFunction<RetrievalMetrics> column : COLUMNS) {
            row.append(String.format(Locale.ROOT, " %.1f", 100 * column.applyAsDouble(report.mean())));
            if (isSpread) {
                row.append(
                        String.format(Locale.ROOT, " (%.1f)", 100 * column.applyAsDouble(report.standardDeviation())));
            }
            row.append(" |");
        }
        return row.append('\n').toString();
    }
}
