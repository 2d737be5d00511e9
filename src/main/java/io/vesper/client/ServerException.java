package io.vesper.client;

import org.jspecify.annotations.Nullable;

/** A server cannot be reached, or refuses a request; the message says why. It never holds a key. */
public final class ServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServerException(String message) {
        super(message);
    }

    ServerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
