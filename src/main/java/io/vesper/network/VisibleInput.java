package io.vesper.network;

import java.util.Locale;

/** What the shared branch sees of a visible picture. Of an infrared one it always sees the luminance. */
public enum VisibleInput {
    /** The picture in colour: the two modalities take the two passes they were named after. */
    COLOUR,
    /** Its luminance, like an infrared picture: closer across modalities, blind to colour within one. */
    LUMINANCE;

    /** The name in JSON and settings: {@code colour} or {@code luminance}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param label one of the labels
     * @return its value
     * @throws IllegalArgumentException if there is none
     */
    public static VisibleInput of(String label) {
        for (VisibleInput input : values()) {
            if (input.label().equals(label)) {
                return input;
            }
        }
        throw new IllegalArgumentException("The visible input (%s) is not one of colour, luminance.".formatted(label));
    }
}
