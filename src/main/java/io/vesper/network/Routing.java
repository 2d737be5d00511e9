package io.vesper.network;

import java.util.Arrays;
import java.util.Locale;

/** Which pictures of a batch take which way through the network in training. */
public enum Routing {
    /** Every picture, of either modality, takes all four passes, in colour and in luminance: the authors' program. */
    MIXED,
    /**
     * Visible pictures go through the visible and the shared branch, infrared ones, in their luminance, through the infrared and
     * the shared branch: the paper's text. Half the work of mixed routing.
     */
    SPLIT;

    /** The name in settings: {@code mixed} or {@code split}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param label one of the labels
     * @throws IllegalArgumentException if there is none of it
     */
    public static Routing of(String label) {
        return Arrays.stream(values())
                .filter(routing -> routing.label().equals(label))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("The routing (%s) is not one of mixed, split.".formatted(label)));
    }
}
