package io.vesper.opensearch;

/** Another process feeds now. */
final class LostLeaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostLeaseException(String modelId) {
        super("Another process feeds the indexes of the model (%s) now.".formatted(modelId));
    }
}
