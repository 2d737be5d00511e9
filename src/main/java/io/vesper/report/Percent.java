package io.vesper.report;

import java.util.Locale;

/** Shares as people read them. */
final class Percent {
    private Percent() {}

    /** A share of 0 to 1 as percent with one decimal, without the sign. */
    static String of(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
