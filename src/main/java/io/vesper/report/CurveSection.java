package io.vesper.report;

import io.vesper.findings.KindFindings;
import io.vesper.findings.Measure;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;

/** The curves of all kinds of embedding, baselines included. */
final class CurveSection {
    private CurveSection() {}

    static List<Tag> of(ReportInput input, Figures figures) {
        return List.of(
                Tag.of("h2", "Retrieval curves"),
                Figures.row(List.of(cmc(input.kinds(), figures), precisionRecall(input.kinds(), figures))));
    }

    private static Tag cmc(List<KindFindings> kinds, Figures figures) {
        List<Curve> curves = kinds.stream()
                .map(kind -> Curve.of(kind.name(), percent(kind.curves().cmc()), i -> i + 1))
                .toList();
        NumberAxis ranks = ChartStyle.axis("rank k");
        ranks.setTickUnit(new NumberTickUnit(1));
        ranks.setRange(1, kinds.get(0).curves().cmc().size());
        return figures.of(
                Charts.lines(curves, ranks, percentAxis("queries found (%)")),
                "Cumulative matching characteristic",
                "The share of queries whose person is found at rank k or better. At rank 1: "
                        + listed(kinds, kind -> kind.statistic(Measure.RANK_1).mean()));
    }

    private static Tag precisionRecall(List<KindFindings> kinds, Figures figures) {
        List<Curve> curves = kinds.stream()
                .map(kind -> Curve.of(kind.name(), percent(kind.curves().precision()), i -> i))
                .toList();
        NumberAxis recall = ChartStyle.axis("recall (%)");
        recall.setRange(0, 100);
        return figures.of(
                Charts.lines(curves, recall, percentAxis("precision (%)")),
                "Precision and recall",
                "The highest precision at a recall or beyond, mean over queries. At recall 50 %: "
                        + listed(
                                kinds,
                                kind -> kind.curves()
                                        .precision()
                                        .get(kind.curves().precision().size() / 2)));
    }

    private static String listed(List<KindFindings> kinds, Function<KindFindings, Double> share) {
        return kinds.stream()
                .map(kind -> "%s %s %%".formatted(kind.name(), Percent.of(share.apply(kind))))
                .collect(Collectors.joining(", ", "", "."));
    }

    private static NumberAxis percentAxis(String label) {
        NumberAxis axis = ChartStyle.axis(label);
        axis.setRange(0, 100);
        return axis;
    }

    private static List<Double> percent(List<Double> shares) {
        return shares.stream().map(share -> 100 * share).toList();
    }
}
