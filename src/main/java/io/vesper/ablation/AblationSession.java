package io.vesper.ablation;

import io.vesper.job.JobProgress;
import io.vesper.job.RunningJob;
import io.vesper.training.StateFiles;
import io.vesper.training.TrainingRun;
import io.vesper.training.TrainingRuns;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private final List<AblationCell> cells;
    private final StateFiles files;
    private final TrainingRuns runs;
    private final int epochsPerCell;
    private AblationState state;
    private @Nullable TrainingRun run;

    AblationSession(RunningJob job, AblationRequest request, AblationState state, TrainingRuns runs) {
        this.job = job;
        this.request = request;
        this.cells = request.cells();
        this.files = new StateFiles(job.folder());
        this.runs = runs;
        this.state = state;
        if (state.epochs() == 0) {
            runs.inspect(request.training(cells.get(0)));
        }
        this.epochsPerCell = runs.epochs(request.training(cells.get(0)));
    }

    boolean isDone() {
        return state.results().size() == cells.size();
    }

    /** Trains the next epoch, and after a training's last one evaluates it; it counts once the returned state is committed. */
    AblationState trainEpoch() {
        AblationCell cell = cells.get(state.results().size());
        TrainingRun current = open(cell);
        int epoch = state.epochs() % epochsPerCell;
        Map<String, Object> means =
                new LinkedHashMap<>(current.trainEpoch(epoch, (at, step, steps, losses) -> job.mayGoOn()));
        int done = state.epochs() + 1;
        if (epoch + 1 < epochsPerCell) {
            state = new AblationState(done, files.writeState(done, current::save), state.results());
        } else {
            state = new AblationState(done, 0, withResult(cell, current));
            close();
        }
        report(cell, means);
        return state;
    }

    private TrainingRun open(AblationCell cell) {
        TrainingRun current = run;
        if (current == null) {
            boolean begins = state.epochs() % epochsPerCell == 0;
            Path saved = begins ? null : files.readState(state.epochs(), state.checksum());
            current = runs.open(request.training(cell), saved);
            run = current;
        }
        return current;
    }

    private List<AblationResult> withResult(AblationCell cell, TrainingRun trained) {
        List<AblationResult> results = new ArrayList<>(state.results());
        results.add(new AblationResult(cell.row().name(), cell.seed(), trained.evaluate(null)));
        return results;
    }

    private void report(AblationCell cell, Map<String, Object> means) {
        means.put("row", cell.row().name());
        means.put("seed", cell.seed());
        job.record(state.epochs(), means);
        job.report(new JobProgress(state.epochs(), cells.size() * epochsPerCell, "epoch", null), means);
        log.info("Job {}: epoch {} of {}: {}", job.job().id(), state.epochs(), cells.size() * epochsPerCell, means);
    }

    @Override
    public void close() {
        TrainingRun current = run;
        run = null;
        if (current != null) {
            current.close();
        }
    }
}
