package io.vesper.http;

import java.io.IOException;

/** More bytes are sent than a body may have, found out while they were read. */
public final class BodyTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long maxBytes;

    /** @param maxBytes that a body may have */
    public BodyTooLargeException(long maxBytes) {
        super("The body must have at most %d bytes.".formatted(maxBytes));
        this.maxBytes = maxBytes;
    }

    /** That a body may have. */
    public long maxBytes() {
        return maxBytes;
    }
}
