package io.vesper.training;

import io.vesper.job.RunningJob;
import io.vesper.training.Checkpoint.Best;
import io.vesper.training.TrainingRun.ReportTarget;
import io.vesper.training.TrainingRun.Validation;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
    private boolean holdsBest;

    /** Goes on from a checkpoint, or begins. */
    TrainingSession(RunningJob job, TrainingRequest request, Checkpoint checkpoint, TrainingRuns runs) {
        this.job = job;
        this.files = new StateFiles(job.folder());
        this.request = request;
        this.checkpoint = checkpoint;
        if (checkpoint.epochs() == 0) {
            runs.inspect(request);
        }
        this.run = runs.open(request, files.readState(checkpoint.epochs(), checkpoint.checksum()));
        this.progress = new TrainingProgress(job, checkpoint.epochs(), run.epochs(), System::nanoTime);
    }

    TrainingRequest request() {
        return request;
    }

    String jobId() {
        return job.job().id();
    }

    String modelId() {
        return TrainingJobs.modelIdOf(job.job(), request);
    }

    /** Evaluates the best weights on the test identities, and leaves the report in the job's folder until it is published. */
    Map<String, Object> evaluate() {
        return trained().evaluate(new ReportTarget(report(".html"), modelId(), job.history()));
    }

    /** @param metrics what {@link #evaluate} returned */
    void publish(Map<String, Object> metrics) {
        Map<String, Object> all = new LinkedHashMap<>(metrics);
        Best best = checkpoint.best();
        if (best != null) {
            all.put(ModelCard.SELECTION, run.selection(best.epochs(), best.score()));
        }
        trained().publish(modelId(), all, List.of(report(".html"), report(".json")));
    }

    private Path report(String suffix) {
        return job.folder().resolve("report" + suffix);
    }

    /** The run with the weights that did best on the validation identities, where they were tried. */
    private TrainingRun trained() {
        Best best = checkpoint.best();
        if (best != null && !holdsBest) {
            run.useWeights(files.readBest(best));
            holdsBest = true;
        }
        return run;
    }

    boolean isTrained() {
        return checkpoint.epochs() >= run.epochs();
    }

    /** Trains the next epoch and puts its state on disk; it counts once the returned checkpoint is committed. */
    Checkpoint trainEpoch() {
        int epoch = checkpoint.epochs();
        Map<String, Double> means = new LinkedHashMap<>(run.trainEpoch(epoch, progress));
        Best best = best(epoch, means);
        checkpoint = new Checkpoint(epoch + 1, files.writeState(epoch + 1, run::save), best);
        job.record(epoch + 1, means);
        progress.onEpoch(epoch + 1, means);
        log.info("Job {}: epoch {} of {}: {}", job.job().id(), epoch + 1, run.epochs(), means);
        return checkpoint;
    }

    /** Tries the weights on the validation identities, where that is due, and keeps them if they do better than all before. */
    private @Nullable Best best(int epoch, Map<String, Double> means) {
        Best soFar = checkpoint.best();
        Validation validation = run.validate(epoch);
        if (validation == null) {
            return soFar;
        }
        means.putAll(validation.metrics());
        return soFar == null || validation.score() > soFar.score()
                ? files.writeBest(epoch + 1, validation.score(), run::saveWeights, soFar)
                : soFar;
    }

    @Override
    public void close() {
        run.close();
    }
}
