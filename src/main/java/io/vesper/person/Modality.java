package io.vesper.person;

import java.util.Locale;

/** The spectrum in which a camera sees: visible light (day) or infrared (night). */
public enum Modality {
    VISIBLE,
    INFRARED;

    /** The name in JSON, CSV and URLs: {@code visible} or {@code infrared}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a label.
     *
     * @param label {@code visible} or {@code infrared}
     * @return the modality of that label
     * @throws IllegalArgumentException if it is neither
     */
    public static Modality of(String label) {
        for (Modality modality : values()) {
            if (modality.label().equals(label)) {
                return modality;
            }
        }
        throw new IllegalArgumentException(
                "The modality (%s) is not one of visible, infrared. Maybe it was meant as a camera name."
                        .formatted(label));
    }
}
