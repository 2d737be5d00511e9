package io.vesper.serving;

/** Nothing can be embedded or searched yet. */
public final class NoActiveModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoActiveModelException(String reason) {
        super(reason);
    }
}
