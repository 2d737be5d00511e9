package io.vesper.web;

import io.vesper.access.Caller;
import io.vesper.access.KeyCheck;
import io.vesper.job.JobProgress;
import io.vesper.job.JobQueue;
import io.vesper.job.JobSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads off the database what a listener has not heard of a job, whichever process runs it. */
final class JobEvents {
    private final JobQueue jobs;
    private final KeyCheck keys;

    JobEvents(JobQueue jobs, KeyCheck keys) {
        this.jobs = jobs;
        this.keys = keys;
    }

    /** Whether one who began to listen may go on: the key may have been revoked or have expired. */
    boolean mayHear(Caller caller) {
        return keys.isStillWelcome(caller);
    }

    /**
     * What happens to a job.
     *
     * @param name {@code metrics}, {@code progress} or {@code state}
     * @param data for JSON
     * @param cursor what a listener has heard with it
     */
    record Event(String name, Object data, JobEventCursor cursor) {}

    /** @param isLast whether the job has ended, so that nothing follows unless it is restarted */
    record News(List<Event> events, boolean isLast) {}

    /**
     * The state comes last: a listener who hears that a job has ended has heard all else.
     *
     * @throws io.vesper.job.NoSuchJobException if there is no such job
     */
    News after(JobEventCursor heard, String jobId) {
        JobSnapshot job = jobs.get(jobId);
        List<Event> events = new ArrayList<>();
        JobEventCursor cursor = heard;
        for (Map<String, Object> entry : jobs.metrics(jobId, heard.epoch())) {
            cursor = cursor.afterMetrics(((Number) Objects.requireNonNull(entry.get("epoch"))).intValue());
            events.add(new Event("metrics", entry, cursor));
        }
        JobProgress progress = job.progress();
        if (progress != null && progress.done() != cursor.done()) {
            cursor = cursor.afterProgress(progress.done());
            events.add(new Event("progress", progress, cursor));
        }
        if (job.status() != cursor.status()) {
            events.add(new Event("state", job, cursor.afterState(job.status())));
        }
        return new News(events, job.status().isEnded());
    }
}
