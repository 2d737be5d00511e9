package io.vesper.access;

import java.time.Duration;

/** A limit is reached; answered with 429. */
public final class TooManyRequestsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration wait;

    /** @param wait after that a request can succeed again */
    public TooManyRequestsException(String message, Duration wait) {
        super(message);
        this.wait = wait;
    }

    /** Whole seconds, rounded up, at least 1. */
    public long waitSeconds() {
        return Math.max(1, wait.plusSeconds(1).minusNanos(1).getSeconds());
    }
}
