package io.vesper.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the pictures of an identity are for. An identity belongs to one part only. */
public enum DatasetPart {
    /** To learn from. */
    TRAIN,
    /** To choose settings and epochs by. */
    VALIDATION,
    /** For the one final report. */
    TEST;

    /** The name in JSON, CSV and on the command line: {@code train}, {@code validation} or {@code test}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a label.
     *
     * @param label {@code train}, {@code validation} or {@code test}
     * @throws IllegalArgumentException if it is another
     */
    public static DatasetPart of(String label) {
        List<String> labels = Arrays.stream(values()).map(DatasetPart::label).toList();
        if (!labels.contains(label)) {
            throw new IllegalArgumentException("The part (%s) is not one of %s.".formatted(label, labels));
        }
        return values()[labels.indexOf(label)];
    }
}
