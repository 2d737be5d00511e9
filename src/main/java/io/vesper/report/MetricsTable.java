package io.vesper.report;

import io.vesper.findings.KindFindings;
import io.vesper.findings.Measure;
import io.vesper.findings.Statistic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All kinds of embedding side by side. */
final class MetricsTable {
    private MetricsTable() {}

    static Tag of(ReportInput input) {
        List<Tag> headings = new ArrayList<>();
        headings.add(heading("embedding"));
        Arrays.stream(Measure.values())
                .map(Measure::heading)
                .map(MetricsTable::heading)
                .forEach(headings::add);
        return Tag.of("table")
                .child(Tag.of("caption", caption(input.served())))
                .child(Tag.of("thead").child(Tag.of("tr").children(headings)))
                .child(Tag.of("tbody")
                        .children(input.kinds().stream()
                                .map(kind -> row(kind, kind == input.served()))
                                .toList()));
    }

    /** What the columns and the model's own rows mean. */
    static Tag legend() {
        return Tag.of(
                        "p",
                        "rank-k: the share of queries whose person is found at rank k or better. mAP: the mean, over queries, of the mean precision at the query's matches. mINP: the mean, over queries, of the number of matches divided by the rank of the last. representation: z of the shared branch; observation: v of the shared branch; all: the v of all branches.")
                .attribute("class", "legend");
    }

    private static String caption(KindFindings kind) {
        int trials = kind.trials().size();
        return (trials == 1
                        ? "Percent, of one trial"
                        : "Percent, mean ± standard deviation over %d trials".formatted(trials))
                + ". %d of %d queries have a match among the %d gallery pictures; only these count."
                        .formatted(
                                kind.counts().validQueries(),
                                kind.counts().queries(),
                                kind.counts().galleryImages());
    }

    private static Tag heading(String text) {
        return Tag.of("th", text).attribute("scope", "col");
    }

    private static Tag row(KindFindings kind, boolean isServed) {
        Tag row = Tag.of("tr")
                .child(Tag.of("th", isServed ? kind.name() + " (served)" : kind.name())
                        .attribute("scope", "row"));
        if (isServed) {
            row.attribute("class", "served");
        }
        for (Measure measure : Measure.values()) {
            row.child(cell(kind.statistic(measure), kind.trials().size() > 1));
        }
        return row;
    }

    private static Tag cell(Statistic statistic, boolean hasSpread) {
        Tag cell = Tag.of("td", Percent.of(statistic.mean()));
        return hasSpread
                ? cell.child(Tag.of("span", " ± " + Percent.of(statistic.standardDeviation()))
                        .attribute("class", "spread"))
                : cell;
    }
}
