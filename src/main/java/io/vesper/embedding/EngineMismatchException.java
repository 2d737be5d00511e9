package io.vesper.embedding;

/** An engine gives other embeddings of a model than PyTorch does. */
public final class EngineMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EngineMismatchException(String message) {
        super(message);
    }
}
