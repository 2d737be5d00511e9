package io.vesper.embedding;

/** The engine that a model needs, or the settings ask for, cannot compute it here. */
public final class EngineUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EngineUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
