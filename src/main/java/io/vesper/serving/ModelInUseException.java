package io.vesper.serving;

/** A model that answers, or is about to, cannot be deleted (HTTP 409). */
public final class ModelInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ModelInUseException(String modelId) {
        super("The model (%s) is active or being activated, so it cannot be deleted. Maybe activate another one first."
                .formatted(modelId));
    }
}
