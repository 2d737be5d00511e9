package io.vesper.cli;

import io.vesper.evaluation.MixedGalleryFigures;
import io.vesper.evaluation.RetrievalMetrics;
import java.util.List;
import java.util.Locale;

/** Searches of a gallery of both modalities side by side, in percent. */
final class MixedGalleryTable {
    private MixedGalleryTable() {}

    /** @param title what was searched */
    static String of(String title, List<MixedGalleryFigures> figures) {
        StringBuilder table = new StringBuilder(title)
                .append("; each picture searches all those by other cameras, in percent\n")
                .append(
                        "| probes | ranked by | rank-1 | mAP | across only: rank-1 | mAP |\n|---|---|---|---|---|---|\n");
        for (MixedGalleryFigures row : figures) {
            table.append("| %s | %s | %s | %s |%n"
                    .formatted(
                            row.probes().label(),
                            row.order().label(),
                            cells(row.everyMatch()),
                            cells(row.acrossOnly())));
        }
        return table.append(
                        "Across only: the person's pictures in the probe's modality are left out, strangers' are not.")
                .toString();
    }

    private static String cells(RetrievalMetrics metrics) {
        return String.format(Locale.ROOT, "%.1f | %.1f", 100 * metrics.rank1(), 100 * metrics.meanAveragePrecision());
    }
}
