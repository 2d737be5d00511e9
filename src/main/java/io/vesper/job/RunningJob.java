package io.vesper.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A job from the inside: what the work may know, and how it reports. */
public interface RunningJob {
    /** The job as it was when this run began. */
    JobSnapshot job();

    /**
     * A folder of the job's own, which exists and outlives a killed process; deleted once the job has completed.
     */
    Path folder();

    /**
     * Whether the work may begin its next step; asked at every step boundary.
     *
     * @return false if someone asked the job to stop, the process shuts down, or another worker has taken the job over
     */
    boolean mayGoOn();

    /**
     * Shows how far the work is.
     *
     * @param progress replaces the former one
     * @param metrics the latest figures by name, ready for JSON; replace the former ones
     */
    void report(JobProgress progress, Map<String, ?> metrics);

    /**
     * Keeps one epoch's metrics in the job's history. The same epoch again, after a restart, replaces the former entry.
     *
     * @param epoch 1-based
     * @param metrics figures by name, ready for JSON
     */
    void record(int epoch, Map<String, ?> metrics);

    /** What was recorded so far, one entry for each epoch, in order; {@code epoch} is 1-based. */
    List<Map<String, Object>> history();
}
