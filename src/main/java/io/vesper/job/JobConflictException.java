package io.vesper.job;

/** What was asked for does not fit where the job stands (HTTP 409). */
public final class JobConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JobConflictException(String message) {
        super(message);
    }
}
