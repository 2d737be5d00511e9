package io.vesper.job;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The queue of background jobs. Jobs wait in the database; each process takes the oldest one of its roles,
 * one at a time for each role, so a second job of the same kind waits for the first. Equal jobs are not refused: each runs.
 */
public final class JobQueue {
    private final JobStore jobs;
    private final Claims claims;
    private final TransactionOperations transactions;
    private final JobRunners runners;
    private final Map<String, Consumer<JobSnapshot>> watchers = new ConcurrentHashMap<>();

    JobQueue(JobStore jobs, Claims claims, JobRunners runners, TransactionOperations transactions) {
        this.jobs = jobs;
        this.claims = claims;
        this.runners = runners;
        this.transactions = transactions;
    }

    /**
     * Queues a job and returns at once.
     *
     * @param type the name of a Spring Batch job
     * @param parameters what it is asked to do, ready for JSON, checked before
     */
    public JobSnapshot submit(String type, Map<String, ?> parameters) {
        return submit(type, parameters, jobId -> {});
    }

    /**
     * Queues a job together with rows of its own.
     *
     * @param rows writes them for the job of that id, in the transaction that adds the job; what it throws undoes everything
     */
    public JobSnapshot submit(String type, Map<String, ?> parameters, Consumer<String> rows) {
        // In one transaction, or a worker might have taken it before it is read.
        JobSnapshot job = Objects.requireNonNull(transactions.execute(status -> {
            String id = jobs.insert(type, parameters);
            rows.accept(id);
            return jobs.get(id);
        }));
        jobs.announce(job.id());
        return job;
    }

    /**
     * Submits a job and runs it in the calling thread, past the queue but not beside another job of that role in this process. If the
     * process is killed, a worker takes the job up like any other.
     *
     * @param type the name of a Spring Batch job
     * @param parameters what it is asked to do, ready for JSON, checked before
     * @param onChange told of every change, in the calling thread or the one that made it
     * @return the job as it ended: completed, failed, stopped, or queued again because the process shuts down
     */
    public JobSnapshot runNow(String type, Map<String, ?> parameters, Consumer<JobSnapshot> onChange) {
        Claim claim = claims.claimNew(type, parameters);
        watchers.put(claim.jobId(), onChange);
        try {
            onChange.accept(jobs.get(claim.jobId()));
            runners.of(type).run(claim);
        } finally {
            watchers.remove(claim.jobId());
        }
        return jobs.get(claim.jobId());
    }

    @EventListener
    void onJobChanged(JobChanged event) {
        Consumer<JobSnapshot> watcher = watchers.get(event.job().id());
        if (watcher != null) {
            watcher.accept(event.job());
        }
    }

    /**
     * Jobs, newest first, at most a thousand.
     *
     * @param type only of this type; null for all
     * @param status only of this status; null for all
     */
    public List<JobSnapshot> list(@Nullable String type, @Nullable JobStatus status) {
        return jobs.list(type, status);
    }

    /**
     * One job.
     *
     * @throws NoSuchJobException if there is none of that id
     */
    public JobSnapshot get(String jobId) {
        return jobs.get(jobId);
    }

    /**
     * The job's metrics, one entry for each epoch, in order.
     *
     * @return figures by name; {@code epoch} is 1-based
     * @throws NoSuchJobException if there is none of that id
     */
    public List<Map<String, Object>> metrics(String jobId) {
        return metrics(jobId, 0);
    }

    /** The same of later epochs only. */
    public List<Map<String, Object>> metrics(String jobId, int afterEpoch) {
        jobs.get(jobId);
        return jobs.history(jobId, afterEpoch);
    }

    /**
     * Stops a job: a queued one at once, a running one at its next step boundary. Asking again changes nothing.
     *
     * @throws NoSuchJobException if there is none of that id
     * @throws JobConflictException if it has ended
     */
    public JobSnapshot stop(String jobId) {
        boolean changed = jobs.stop(jobId);
        JobSnapshot job = jobs.get(jobId);
        if (!changed && job.status().isEnded()) {
            throw new JobConflictException(
                    "The job (%s) is %s, so it cannot be stopped.".formatted(jobId, job.status()));
        }
        return job;
    }

    /**
     * Queues a stopped or failed job again, at its old place; it goes on after its last committed epoch.
     *
     * @throws NoSuchJobException if there is none of that id
     * @throws JobConflictException if it is neither stopped nor failed
     */
    public JobSnapshot restart(String jobId) {
        boolean changed = jobs.restart(jobId);
        JobSnapshot job = jobs.get(jobId);
        if (!changed) {
            throw new JobConflictException("The job (%s) is %s, but only a STOPPED or FAILED one can be restarted."
                    .formatted(jobId, job.status()));
        }
        return job;
    }
}
