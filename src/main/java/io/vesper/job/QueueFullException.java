package io.vesper.job;

/** So many jobs of a type wait that no other is taken (HTTP 429). */
public final class QueueFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    QueueFullException(String type, int waiting, int most) {
        super(
                "There are %d jobs (%s) that wait, and vesper.jobs.max-queued is %d. Maybe try again when some have ended, or stop one."
                        .formatted(waiting, type, most));
    }
}
