package io.vesper.serving;

/** A model is being activated already, and there is one activation at a time. */
public final class ActivationRunningException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ActivationRunningException(String asked, String running) {
        super("The model (%s) cannot be activated while (%s) is. Maybe try again when that has ended."
                .formatted(asked, running));
    }
}
