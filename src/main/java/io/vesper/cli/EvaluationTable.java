package io.vesper.cli;

import io.vesper.evaluation.EvaluationReport;
import io.vesper.evaluation.SysuProtocol;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reports side by side, in percent. */
final class EvaluationTable {
    private static final List<String> COLUMNS =
            List.of("rank1", "rank5", "rank10", "rank20", "meanAveragePrecision", "meanInverseNegativePenalty");

    private EvaluationTable() {}

    static String of(SysuProtocol protocol, Map<String, EvaluationReport> reports) {
        StringBuilder table = new StringBuilder(protocol.describe()).append('\n');
        table.append(
                "| embedding | rank-1 | rank-5 | rank-10 | rank-20 | mAP | mINP |\n|---|---|---|---|---|---|---|\n");
        reports.forEach((name, report) -> table.append(row(name, report.toMap())));
        return table.toString();
    }

    private static String row(String name, Map<String, Object> report) {
        StringBuilder row = new StringBuilder("| ").append(name).append(" |");
        for (String column : COLUMNS) {
            Object share = report.get(column);
            row.append(
                    share instanceof Number number
                            ? String.format(Locale.ROOT, " %.1f |", 100 * number.doubleValue())
                            : " – |");
        }
        return row.append('\n').toString();
    }
}
