package io.vesper.gallery;

import io.vesper.job.JobSnapshot;
import io.vesper.job.JobStatus;
import io.vesper.job.PartitionRange;
import io.vesper.job.RunningPartition;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * All pictures of a job as one partition.
 *
 * @param fenced runs where the partition is fenced; one that is lost throws there
 */
record WholeJob(String jobId, BooleanSupplier goesOn, Runnable fenced) implements RunningPartition {
    /** One that nobody can lose. */
    WholeJob(String jobId, BooleanSupplier goesOn) {
        this(jobId, goesOn, () -> {});
    }

    @Override
    public JobSnapshot job() {
        return new JobSnapshot(
                jobId,
                "enroll",
                JobStatus.RUNNING,
                null,
                Map.of(),
                Map.of(),
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null);
    }

    @Override
    public PartitionRange range() {
        return new PartitionRange(1, Integer.MAX_VALUE, 1);
    }

    @Override
    public boolean mayGoOn() {
        return goesOn.getAsBoolean();
    }

    @Override
    public void report(int done) {}

    @Override
    public void fence() {
        fenced.run();
    }

    @Override
    public <T> T commit(Supplier<T> statements) {
        fence();
        return statements.get();
    }
}
