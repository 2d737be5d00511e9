package io.vesper.serving;

/** One of a request's pictures cannot be read; the cause says why. */
public final class RefusedPictureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int position;

    public RefusedPictureException(int position, RuntimeException cause) {
        super(cause.getMessage(), cause);
        this.position = position;
    }

    /** Which one, counted from 0. */
    public int position() {
        return position;
    }
}
