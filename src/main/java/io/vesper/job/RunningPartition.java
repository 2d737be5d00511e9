package io.vesper.job;

import java.util.function.Supplier;

/** A partition of a job from the inside: what the work may know, and how it reports and commits. */
public interface RunningPartition {
    /** The job as it was when this process took the partition. */
    JobSnapshot job();

    PartitionRange range();

    /**
     * Whether the work may begin its next batch; asked at every batch boundary.
     *
     * @return false if someone asked the job to stop, it ended, the process shuts down, or another worker has taken the partition over
     */
    boolean mayGoOn();

    /**
     * Shows how far the work is.
     *
     * @param done units of the partition that are committed, whoever did them, 0 to {@link PartitionRange#units()}
     */
    void report(int done);

    /**
     * Makes sure, first thing in the transaction that writes, that the partition is still this worker's: nobody takes it over before the
     * transaction ends.
     *
     * @throws LostPartitionException if another worker has it, or the job has ended; to be let through, so that nothing is written
     * @throws IllegalStateException outside a transaction
     */
    void fence();

    /**
     * Fenced statements in one transaction: the caller's if there is one.
     *
     * @throws LostPartitionException as {@link #fence()}; then nothing was written
     */
    <T> T commit(Supplier<T> statements);
}
