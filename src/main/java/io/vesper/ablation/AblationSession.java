package io.vesper.ablation;

import io.vesper.job.RunningJob;
import io.vesper.training.StateFiles;
import io.vesper.training.TrainingProgress;
import io.vesper.training.TrainingRun;
import io.vesper.training.TrainingRuns;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An ablation under way: the training of the current cell in memory, and how much is on disk. */
final class AblationSession implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AblationSession.class);

    private final RunningJob job;
    private final AblationRequest request;
    private final TrainingRuns runs;
    private final List<AblationCell> cells;
    private final int[] epochs;
    private final StateFiles files;
    private final TrainingProgress progress;
    private AblationState state;
    private @Nullable TrainingRun run;

    /** Goes on from a state, or begins. */
    AblationSession(RunningJob job, AblationRequest request, AblationState state, TrainingRuns runs) {
        this.job = job;
        this.request = request;
        this.runs = runs;
        this.state = state;
        cells = request.cells();
        epochs = cells.stream().map(request::training).mapToInt(runs::epochs).toArray();
        files = new StateFiles(job.folder());
        if (done() == 0) {
            runs.inspect(request.training(cells.get(0)));
        }
        progress = new TrainingProgress(job, done(), total(), System::nanoTime);
    }

    /** Complete epochs, over all trainings so far. */
    private int done() {
        return Arrays.stream(epochs, 0, state.results().size()).sum() + state.epochs();
    }

    private int total() {
        return Arrays.stream(epochs).sum();
    }

    boolean isDone() {
        return state.results().size() == cells.size();
    }

    /**
     * Trains the next epoch, and after a training's last one evaluates it; it counts once the returned state is committed.
     *
     * @throws io.vesper.training.TrainingStoppedException if the job is to stop; the epoch counts as not begun
     */
    AblationState trainEpoch() {
        AblationCell cell = cells.get(state.results().size());
        TrainingRun current = run == null ? open(cell) : run;
        int before = done();
        Map<String, Object> means = new LinkedHashMap<>(cell.label());
        means.putAll(current.trainEpoch(
                state.epochs(), (epoch, step, steps, losses) -> progress.onStep(before, step, steps, losses)));
        if (state.epochs() + 1 < current.epochs()) {
            state = state.afterEpoch(files.writeState(state.epochs() + 1, current::save));
        } else {
            // No state file: the training is over. The next one writes its own over those that it left.
            state = state.after(AblationResult.of(cell, current.evaluate(null)));
            close();
        }
        report(means);
        return state;
    }

    private TrainingRun open(AblationCell cell) {
        progress.onRun(done(), cell.label());
        TrainingRun opened = runs.open(request.training(cell), files.readState(state.epochs(), state.checksum()));
        run = opened;
        return opened;
    }

    private void report(Map<String, Object> means) {
        job.record(done(), means);
        progress.onEpoch(done(), means);
        log.info("Job {}: epoch {} of {}: {}", job.job().id(), done(), total(), means);
    }

    /** Frees the training in memory, if there is one. */
    @Override
    public void close() {
        TrainingRun current = run;
        run = null;
        if (current != null) {
            current.close();
        }
    }
}
