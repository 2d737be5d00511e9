package io.vesper.training;

import io.vesper.job.RunningJob;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A training job under way: its run in memory, and how much of it is on disk. */
final class TrainingSession implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TrainingSession.class);

    private final RunningJob job;
    private final StateFiles files;
    private final TrainingRequest request;
    private final TrainingRun run;
    private final TrainingProgress progress;
    private Checkpoint checkpoint;

    /** Goes on from a checkpoint, or begins. */
    TrainingSession(RunningJob job, TrainingRequest request, Checkpoint checkpoint, TrainingRuns runs) {
        this.job = job;
        this.files = new StateFiles(job.folder());
        this.request = request;
        this.checkpoint = checkpoint;
        this.run = runs.open(request, files.read(checkpoint));
        this.progress = new TrainingProgress(job, checkpoint.epochs(), run.epochs(), System::nanoTime);
    }

    RunningJob job() {
        return job;
    }

    TrainingRequest request() {
        return request;
    }

    TrainingRun run() {
        return run;
    }

    boolean isTrained() {
        return checkpoint.epochs() >= run.epochs();
    }

    /** Trains the next epoch and puts its state on disk; it counts once the returned checkpoint is committed. */
    Checkpoint trainEpoch() {
        int epoch = checkpoint.epochs();
        Map<String, Double> means = run.trainEpoch(epoch, progress);
        checkpoint = files.write(epoch + 1, run::save);
        job.record(epoch + 1, means);
        progress.onEpoch(epoch + 1, means);
        log.info("Job {}: epoch {} of {}: {}", job.job().id(), epoch + 1, run.epochs(), means);
        return checkpoint;
    }

    @Override
    public void close() {
        run.close();
    }
}
