package io.vesper.job;

import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/** What is ordered of the queue: each a transaction, in which {@link JobOrder} is published, and announced once it is committed. */
final class JobOrders {
    private static final Logger log = LoggerFactory.getLogger(JobOrders.class);

    private final JobStore jobs;
    private final JobFolders folders;
    private final TransactionOperations transactions;
    private final int maxQueued;

    /** @param maxQueued so many jobs of a type may wait */
    JobOrders(JobStore jobs, JobFolders folders, TransactionOperations transactions, int maxQueued) {
        this.jobs = jobs;
        this.folders = folders;
        this.transactions = transactions;
        this.maxQueued = maxQueued;
    }

    /** @throws QueueFullException if as many jobs of this type wait as may */
    void checkRoom(String type) {
        int waiting = jobs.countQueued(type);
        if (waiting >= maxQueued) {
            throw new QueueFullException(type, waiting, maxQueued);
        }
    }

    JobSnapshot submit(String type, Map<String, ?> parameters, Consumer<String> rows) {
        checkRoom(type);
        // In one transaction, or a worker might have taken it before it is read.
        JobSnapshot job = Objects.requireNonNull(transactions.execute(status -> {
            String id = jobs.insert(type, parameters);
            rows.accept(id);
            jobs.publish(id, JobOrder.Kind.SUBMIT);
            return jobs.get(id);
        }));
        log.info("Job {} ({}) is queued", job.id(), type);
        jobs.announce(job.id());
        return job;
    }

    JobSnapshot stop(String jobId) {
        boolean changed = changed(jobId, JobOrder.Kind.STOP, jobs::stop);
        JobSnapshot job = jobs.get(jobId);
        if (!changed && job.status().isEnded()) {
            throw new JobConflictException(
                    "The job (%s) is %s, so it cannot be stopped.".formatted(jobId, job.status()));
        }
        return job;
    }

    JobSnapshot restart(String jobId) {
        checkRoom(jobs.get(jobId).type());
        boolean changed = changed(jobId, JobOrder.Kind.RESTART, jobs::restart);
        JobSnapshot job = jobs.get(jobId);
        if (!changed) {
            throw new JobConflictException("The job (%s) is %s, but only a STOPPED or FAILED one can be restarted."
                    .formatted(jobId, job.status()));
        }
        return job;
    }

    void delete(String jobId) {
        if (!inTransaction(jobId, JobOrder.Kind.DELETE, jobs::delete)) {
            JobSnapshot job = jobs.get(jobId);
            throw new JobConflictException(
                    "The job (%s) is %s, but only one that has ended can be deleted. Maybe stop it."
                            .formatted(jobId, job.status()));
        }
        folders.delete(jobId);
    }

    private boolean changed(String jobId, JobOrder.Kind kind, Change change) {
        return jobs.announceIf(inTransaction(jobId, kind, change), jobId);
    }

    private boolean inTransaction(String jobId, JobOrder.Kind kind, Change change) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            boolean isDone = change.make(jobId);
            if (isDone) {
                jobs.publish(jobId, kind);
            }
            return isDone;
        }));
    }

    /** True if the job stood where it could be made. */
    private interface Change {
        boolean make(String jobId);
    }
}
