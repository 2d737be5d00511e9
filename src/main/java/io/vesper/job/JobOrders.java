package io.vesper.job;

import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;

/** What is ordered of the queue: each a transaction, in which {@link JobOrder} is published, and announced once it is committed. */
final class JobOrders {
    private final JobStore jobs;
    private final JobFolders folders;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher events;
    private final int maxQueued;

    /** @param maxQueued so many jobs may wait */
    JobOrders(
            JobStore jobs,
            JobFolders folders,
            TransactionOperations transactions,
            ApplicationEventPublisher events,
            int maxQueued) {
        this.jobs = jobs;
        this.folders = folders;
        this.transactions = transactions;
        this.events = events;
        this.maxQueued = maxQueued;
    }

    JobSnapshot submit(String type, Map<String, ?> parameters, Consumer<String> rows) {
        int waiting = jobs.countQueued();
        if (waiting >= maxQueued) {
            throw new QueueFullException(waiting, maxQueued);
        }
        // In one transaction, or a worker might have taken it before it is read.
        JobSnapshot job = Objects.requireNonNull(transactions.execute(status -> {
            String id = jobs.insert(type, parameters);
            rows.accept(id);
            publish(id, JobOrder.Kind.SUBMIT);
            return jobs.get(id);
        }));
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
                publish(jobId, kind);
            }
            return isDone;
        }));
    }

    private void publish(String jobId, JobOrder.Kind kind) {
        events.publishEvent(new JobOrder(jobId, kind));
    }

    /** True if the job stood where it could be made. */
    private interface Change {
        boolean make(String jobId);
    }
}
