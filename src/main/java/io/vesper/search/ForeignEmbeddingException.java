package io.vesper.search;

/** An embedding was given to search by that the active model cannot have computed. */
public final class ForeignEmbeddingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ForeignEmbeddingException(int dimension, int expected, String modelId) {
        super(
                "The embedding has %d values, but those of the active model (%s) have %d. Maybe another model computed it."
                        .formatted(dimension, modelId, expected));
    }
}
