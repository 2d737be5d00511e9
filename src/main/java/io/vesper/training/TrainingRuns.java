package io.vesper.training;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens training runs; an interface so that the job is tested without a network. */
public interface TrainingRuns {
    /**
     * Checks a request before it is queued: dataset, preset and overrides.
     *
     * @throws IllegalArgumentException naming the value and the rule it breaks
     */
    void check(TrainingRequest request);

    /**
     * Looks the dataset over before the first epoch: every picture is decoded. What is doubtful is logged, once.
     *
     * @throws IllegalArgumentException listing all that must be mended first
     */
    void inspect(TrainingRequest request);

    /** How many epochs the run of a request has. */
    int epochs(TrainingRequest request);

    /**
     * Opens a run.
     *
     * @param request checked before
     * @param state the file that {@link TrainingRun#save} wrote after the last complete epoch; null starts afresh
     */
    TrainingRun open(TrainingRequest request, @Nullable Path state);
}
