package io.vesper.index;

/** The index cannot answer now, but may later. */
public class IndexAwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IndexAwayException(String message) {
        super(message);
    }

    public IndexAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
