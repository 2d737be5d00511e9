package io.vesper.job;

import java.util.List;
import java.util.Map;

/**
 * A kind of job that is divided into partitions, which any number of processes share: each takes one at a time. Claims, signs of life
 * and taking over from the dead are done around it; {@link PartitionedJobs} makes a Spring Batch job of it.
 */
public interface PartitionedWork {
    /** The type of such jobs, and the name of the Spring Batch job. */
    String type();

    /** What is counted, in the singular, for example {@code image}. */
    String unit();

    /**
     * Divides a job before its first partition is begun, and anew when it is restarted after it had stopped or failed. Partitions outlive
     * the process: one that takes the job over finds them.
     *
     * @param size about so many units a partition, ≥ 1
     * @throws java.util.concurrent.CancellationException if it ended early because it might not go on
     */
    Division divide(RunningJob job, int size);

    /**
     * Does what is left of a partition. It may have been begun before, by this or by another process, so what is done must be seen from
     * what was written; all writing is fenced, see {@link RunningPartition#fence()}.
     *
     * @return what came out, by name, ready for JSON; given to {@link #result}
     * @throws java.util.concurrent.CancellationException if it ended early because it might not go on: what it has committed stays
     * @throws RuntimeException any other fails the job, with its message; but for a database that is away, where it is tried again
     */
    Map<String, ?> run(RunningPartition partition) throws InterruptedException;

    /** The running job's figures by name, beside its progress and {@code <unit>sPerSecond}. */
    default Map<String, ?> metrics(JobSnapshot job) {
        return Map.of();
    }

    /**
     * What the job's result is, once all is done.
     *
     * @param partitions what {@link #run} returned for each, in order
     * @throws java.util.concurrent.CancellationException if it ended early because it might not go on
     */
    Map<String, ?> result(RunningJob job, List<Map<String, Object>> partitions);
}
