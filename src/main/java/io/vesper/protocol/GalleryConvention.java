package io.vesper.protocol;

import java.util.Locale;

/** Who says which pictures make up the gallery of a trial. Numbers under the two differ by a few tenths of a point. */
public enum GalleryConvention {
    /** The permutations that SYSU-MM01's authors published; for their set only. */
    OFFICIAL,
    /** The draw of the code that most later papers use: Python's random numbers, seeded with the trial; for any set. */
    DEFACTO;

    /** The name in JSON and on the command line: {@code official} or {@code defacto}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a label.
     *
     * @param label {@code official} or {@code defacto}
     * @throws IllegalArgumentException if it is neither
     */
    public static GalleryConvention of(String label) {
        return Labels.find(values(), GalleryConvention::label, label, "gallery convention");
    }
}
