package io.vesper.job;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;

/**
 * The queue of background jobs. Jobs wait in the database; each process takes the oldest one of its roles,
 * one at a time for each role, so a second job of the same kind waits for the first. Before it takes one, it helps with those that are
 * divided, see {@link PartitionedWork}. Equal jobs are not refused: each runs.
 */
public final class JobQueue {
    private final JobStore jobs;
    private final JobOrders orders;
    private final Claims claims;
    private final JobRunners runners;
    private final Map<String, Consumer<JobSnapshot>> watchers = new ConcurrentHashMap<>();

    JobQueue(JobStore jobs, JobOrders orders, Claims claims, JobRunners runners) {
        this.jobs = jobs;
        this.orders = orders;
        this.claims = claims;
        this.runners = runners;
    }

    /**
     * To be asked before costly work on a submission.
     *
     * @throws QueueFullException if too many jobs of that type wait already
     */
    public void checkRoom(String type) {
        orders.checkRoom(type);
    }

    /**
     * Queues a job and returns at once.
     *
     * @param type the name of a Spring Batch job
     * @param parameters what it is asked to do, ready for JSON, checked before
     * @throws QueueFullException if too many wait already
     */
    public JobSnapshot submit(String type, Map<String, ?> parameters) {
        return submit(type, parameters, jobId -> {});
    }

    /**
     * Queues a job together with rows of its own.
     *
     * @param rows writes them for the job of that id, in the transaction that adds the job; what it throws undoes everything
     * @throws QueueFullException if too many wait already
     */
    public JobSnapshot submit(String type, Map<String, ?> parameters, Consumer<String> rows) {
        return orders.submit(type, parameters, rows);
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
     * A page of jobs, newest first.
     *
     * @param type only of this type; null for all
     * @param status only of this status; null for all
     * @param after {@link JobPage#next} of the page before; {@link Long#MAX_VALUE} begins
     * @param limit at most so many, ≥ 1
     */
    public JobPage list(@Nullable String type, @Nullable JobStatus status, long after, int limit) {
        return jobs.list(type, status, after, limit);
    }

    /**
     * One job.
     *
     * @throws NoSuchJobException if there is none of that id
     */
    public JobSnapshot get(String jobId) {
        return jobs.get(jobId);
    }

    /** The id of the key by which a job was submitted; null if it was without one, or there is none of that id. */
    public @Nullable String submitter(String jobId) {
        return jobs.submitter(jobId);
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
        return orders.stop(jobId);
    }

    /**
     * Queues a stopped or failed job again, at its old place; it goes on after what it has committed.
     *
     * @throws NoSuchJobException if there is none of that id
     * @throws JobConflictException if it is neither stopped nor failed
     */
    public JobSnapshot restart(String jobId) {
        return orders.restart(jobId);
    }

    /**
     * Deletes a job that has ended, with its metrics, its report, the pictures that it has not enrolled and, in this process, its
     * folder. What it published or enrolled stays.
     *
     * @throws NoSuchJobException if there is none of that id
     * @throws JobConflictException if it has not ended
     */
    public void delete(String jobId) {
        orders.delete(jobId);
    }
}
