package io.vesper.training;

/** A listener asked the run to stop between two steps. */
public final class TrainingStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrainingStoppedException(String message) {
        super(message);
    }
}
