package io.vesper.job;

/**
 * Somebody ordered something of the queue; published in the ordering thread and in the transaction of the change, which a listener
 * that throws undoes.
 */
public record JobOrder(String jobId, Kind kind) {
    /** What was ordered. */
    public enum Kind {
        SUBMIT,
        STOP,
        RESTART,
        DELETE
    }
}
