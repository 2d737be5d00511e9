package io.vesper.cli;

import io.vesper.embedding.OpenSet.Threshold;
import io.vesper.evaluation.OpenSetSearchFigures;
import java.util.List;
import java.util.Locale;

/** Searches for enrolled people and for strangers side by side, in percent. */
final class OpenSetTable {
    private static final String HEAD = """
            | probes | gallery | rate asked | threshold | comparisons with strangers that pass | pictures compared | strangers answered | right person first | nobody |
            |---|---|---|---|---|---|---|---|---|
            """;
    private static final String TAIL =
            "The rate asked is that of one comparison; a stranger is answered if any one of the gallery's pictures passes, which is the likelier the more there are.";

    private OpenSetTable() {}

    /** @param title what was searched */
    static String of(String title, List<OpenSetSearchFigures> figures) {
        StringBuilder table = new StringBuilder(title)
                .append(
                        "; each picture searches with its person enrolled, and with the person left out as a stranger, in percent\n")
                .append(HEAD);
        figures.forEach(row -> table.append(row(row)));
        return table.append(TAIL).toString();
    }

    private static String row(OpenSetSearchFigures row) {
        Threshold threshold = row.threshold();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %.2f | %.0f | %.1f | %.1f | %.1f |\n",
                row.direction().probes().label(),
                row.direction().gallery().label(),
                threshold == null ? "any" : "%.1f".formatted(100 * threshold.falseAcceptRate()),
                threshold == null ? "–" : "%.4f".formatted(threshold.threshold()),
                100 * row.falseAccepts(),
                row.galleryImages(),
                100 * row.falseAlarms(),
                100 * row.rank1(),
                100 * row.nobody());
    }
}
