package io.vesper.report;

import io.vesper.findings.OpenSetFindings;
import io.vesper.findings.OpenSetFindings.PairErrors;
import io.vesper.findings.OpenSetFindings.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.axis.NumberAxis;

/** How often a threshold takes strangers for one person, and one person for strangers. */
final class OpenSetSection {
    private OpenSetSection() {}

    /** @return nothing if no pictures could be paired */
    static List<Tag> of(OpenSetFindings openSet, Figures figures) {
        if (openSet.pairs().isEmpty()) {
            return List.of();
        }
        return List.of(
                Tag.of("h2", "Strangers and thresholds"),
                table(openSet),
                Tag.of(
                                "p",
                                "A pair of pictures is accepted as one person's if its cosine is at least the threshold. FAR: the share of accepted pairs among those of two people; FRR: the share of rejected ones among those of one person; EER: where both are equal. –: fewer than ten pairs of two people reach the threshold, so it is not given.")
                        .attribute("class", "legend"),
                Figures.row(openSet.pairs().stream()
                        .map(pair -> figure(pair, figures))
                        .toList()));
    }

    private static Tag table(OpenSetFindings openSet) {
        List<Tag> headings = new ArrayList<>();
        for (String text : List.of("pictures", "of two people", "of one", "EER")) {
            headings.add(heading(text));
        }
        OpenSetFindings.RATES.forEach(rate -> headings.add(heading("FRR at FAR " + Percent.of(rate) + " (threshold)")));
        return Tag.of("table")
                .child(Tag.of(
                        "caption",
                        "Percent, of the served embedding, on the %s people; pairs by one camera or of one location left out."
                                .formatted(openSet.part())))
                .child(Tag.of("thead").child(Tag.of("tr").children(headings)))
                .child(Tag.of("tbody")
                        .children(openSet.pairs().stream()
                                .map(OpenSetSection::row)
                                .toList()));
    }

    private static Tag heading(String text) {
        return Tag.of("th", text).attribute("scope", "col");
    }

    private static Tag row(PairErrors pair) {
        Tag row = Tag.of("tr")
                .child(Tag.of("th", pair.pair()).attribute("scope", "row"))
                .child(Tag.of("td", Long.toString(pair.strangers())))
                .child(Tag.of("td", Long.toString(pair.matches())))
                .child(Tag.of("td", Percent.of(pair.equalErrorRate())));
        OpenSetFindings.RATES.forEach(rate -> row.child(Tag.of("td", cell(pair, rate))));
        return row;
    }

    private static String cell(PairErrors pair, double rate) {
        for (Row threshold : pair.thresholds()) {
            if (threshold.falseAcceptRate() == rate) {
                return String.format(
                        Locale.ROOT, "%s (%.4f)", Percent.of(threshold.falseRejectRate()), threshold.threshold());
            }
        }
        return "–";
    }

    private static Tag figure(PairErrors pair, Figures figures) {
        NumberAxis thresholds = ChartStyle.axis("threshold");
        return figures.of(
                Charts.lines(
                        List.of(
                                curve("false accepts", pair.falseAcceptRates()),
                                curve("false rejects", pair.falseRejectRates())),
                        thresholds,
                        ChartStyle.axis("pairs (%)")),
                pair.pair() + ", errors over the threshold",
                String.format(
                        Locale.ROOT,
                        "Both errors are as frequent, %s %%, at the threshold %.4f.",
                        Percent.of(pair.equalErrorRate()),
                        pair.equalErrorThreshold()));
    }

    private static Curve curve(String name, List<Double> rates) {
        return Curve.of(
                name, rates.stream().map(rate -> 100 * rate).toList(), i -> -1 + i * OpenSetFindings.CURVE_STEP);
    }
}
