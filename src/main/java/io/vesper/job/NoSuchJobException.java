package io.vesper.job;

/** There is no job of that id (HTTP 404). */
public final class NoSuchJobException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchJobException(String jobId) {
        super("There is no job (%s). Maybe it was submitted to another installation.".formatted(jobId));
    }
}
