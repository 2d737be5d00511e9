package io.vesper.http;

/** An upload that does not say how long it is (HTTP 411). */
public final class LengthRequiredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LengthRequiredException() {
        super("An upload must say how long it is, in the header Content-Length. Maybe it was sent in chunks.");
    }
}
