package io.vesper.cli;

import io.vesper.embedding.OpenSet.Threshold;
import io.vesper.evaluation.ErrorRates;
import io.vesper.evaluation.OpenSetRates;
import io.vesper.person.ModalityPair;
import java.util.Locale;

/** How often thresholds err, by pair of modalities, in percent. */
final class ErrorRatesTable {
    private ErrorRatesTable() {}

    static String of(OpenSetRates found) {
        StringBuilder table = new StringBuilder(
                "Served embedding, all pairs of pictures of the %s people but those by one camera or of one location, in percent\n"
                        .formatted(found.part().label()));
        table.append("| pictures | pairs of two people | pairs of one | EER |");
        ErrorRates.FALSE_ACCEPT_RATES.forEach(
                rate -> table.append(String.format(Locale.ROOT, " FRR at FAR %.1f (threshold) |", 100 * rate)));
        table.append("\n|---|---|---|---|---|---|---|\n");
        found.pairs().forEach((pair, rates) -> table.append(row(pair, rates)));
        return table.append("too few: fewer than %d pairs of two people reach the threshold."
                        .formatted(ErrorRates.MIN_FALSE_ACCEPTS))
                .toString();
    }

    private static String row(ModalityPair pair, ErrorRates rates) {
        StringBuilder row = new StringBuilder(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %.1f |",
                pair.label(),
                rates.strangers(),
                rates.matches(),
                100 * rates.equalError().rate()));
        for (double rate : ErrorRates.FALSE_ACCEPT_RATES) {
            Threshold threshold = rates.threshold(rate);
            row.append(
                    threshold == null
                            ? " too few |"
                            : String.format(
                                    Locale.ROOT,
                                    " %.1f (%.4f) |",
                                    100 * threshold.falseRejectRate(),
                                    threshold.threshold()));
        }
        return row.append('\n').toString();
    }
}
