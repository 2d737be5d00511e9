package io.vesper.embedding;

/** There is no published model of that id. */
public final class NoSuchModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoSuchModelException(String modelId) {
        super("There is no published model (%s). Maybe its job has not completed.".formatted(modelId));
    }
}
