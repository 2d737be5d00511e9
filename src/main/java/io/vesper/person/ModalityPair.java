package io.vesper.person;

/** The modalities of two pictures that are compared. Which of the two is the probe makes no difference to their cosine. */
public enum ModalityPair {
    VISIBLE_VISIBLE("visible-visible"),
    VISIBLE_INFRARED("visible-infrared"),
    INFRARED_INFRARED("infrared-infrared");

    private final String label;

    ModalityPair(String label) {
        this.label = label;
    }

    /** The name in JSON and tables, such as {@code visible-infrared}. */
    public String label() {
        return label;
    }

    /** The pair of two pictures' modalities, in whatever order. */
    public static ModalityPair of(Modality one, Modality other) {
        if (one != other) {
            return VISIBLE_INFRARED;
        }
        return one == Modality.VISIBLE ? VISIBLE_VISIBLE : INFRARED_INFRARED;
    }
}
