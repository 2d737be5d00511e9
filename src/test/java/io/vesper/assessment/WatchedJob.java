package io.vesper.assessment;

import io.vesper.job.JobProgress;
import io.vesper.job.JobSnapshot;
import io.vesper.job.JobStatus;
import io.vesper.job.RunningJob;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A job whose every boundary a test may do something at. */
final class WatchedJob implements RunningJob {
    private final Path folder;
    private final List<JobProgress> shown = new ArrayList<>();
    private int asked;
    private int chosen = -1;
    private Runnable action = () -> {};
    private boolean mayGoOn = true;

    WatchedJob(Path folder) {
        this.folder = folder;
    }

    /** @param boundary counted from 0 */
    void before(int boundary, Runnable then) {
        chosen = boundary;
        action = then;
    }

    /** At the next boundary it may not go on. */
    void stop() {
        mayGoOn = false;
    }

    /** What was reported, in order. */
    List<JobProgress> shown() {
        return List.copyOf(shown);
    }

    /** At how many boundaries it was asked whether it may go on. */
    int asked() {
        return asked;
    }

    @Override
    public JobSnapshot job() {
        return new JobSnapshot(
                "j",
                EvaluationJobs.TYPE,
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
    public Path folder() {
        return folder;
    }

    @Override
    public boolean mayGoOn() {
        if (asked++ == chosen) {
            action.run();
        }
        return mayGoOn;
    }

    @Override
    public void report(JobProgress progress, Map<String, ?> metrics) {
        shown.add(progress);
    }

    @Override
    public void record(int epoch, Map<String, ?> metrics) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Map<String, Object>> history() {
        return List.of();
    }
}
