package io.vesper.assessment;

/** A model was deleted, or replaced by another of that id, while it was evaluated. */
final class WithdrawnModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WithdrawnModelException(String modelId) {
        super(
                "The model (%s) was deleted or replaced before its evaluation had ended. Maybe publish it again and restart the job."
                        .formatted(modelId));
    }
}
