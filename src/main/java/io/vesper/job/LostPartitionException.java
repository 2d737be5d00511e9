package io.vesper.job;

/** A worker was taken for dead and its partition is another's now, or the job has ended: it must not write anything more. */
public final class LostPartitionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostPartitionException(PartitionClaim claim) {
        super("Partition %d of job %s is no longer this worker's. Maybe it gave no sign of life for vesper.jobs.lease."
                .formatted(claim.number(), claim.jobId()));
    }
}
