package io.vesper.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jfree.chart.axis.NumberAxis;

/** How training went: a chart for each group of its figures. */
final class HistorySection {
    private HistorySection() {}

    /** @return nothing if there is no history */
    static List<Tag> of(ReportInput input, Figures figures) {
        List<Tag> charts = new ArrayList<>();
        new TrainingHistory(input.history())
                .groups()
                .forEach((title, curves) -> charts.add(figure(title, curves, figures)));
        return charts.isEmpty() ? List.of() : List.of(Tag.of("h2", "Training"), Figures.row(charts));
    }

    private static Tag figure(String title, List<Curve> curves, Figures figures) {
        NumberAxis epochs = ChartStyle.axis("epoch");
        epochs.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        return figures.of(
                Charts.lines(curves, epochs, ChartStyle.axis("")),
                title,
                "From the first epoch to the last: " + ends(curves));
    }

    private static String ends(List<Curve> curves) {
        return curves.stream().map(HistorySection::ends).collect(Collectors.joining(", ", "", "."));
    }

    private static String ends(Curve curve) {
        List<Double> values = curve.y();
        return String.format(
                Locale.ROOT, "%s %.4g to %.4g", curve.name(), values.get(0), values.get(values.size() - 1));
    }
}
