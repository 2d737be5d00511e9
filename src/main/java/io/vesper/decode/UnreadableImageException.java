package io.vesper.decode;

import org.jspecify.annotations.Nullable;

/** The bytes are no picture that can be used: the message says which rule they break. */
public final class UnreadableImageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableImageException(String message) {
        super(message);
    }

    public UnreadableImageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
