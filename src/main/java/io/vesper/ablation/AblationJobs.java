package io.vesper.ablation;

import io.vesper.job.JobQueue;
import io.vesper.job.JobSnapshot;
import io.vesper.training.InvalidTrainingRequestException;
import io.vesper.training.TrainingRuns;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Submits ablations. */
public final class AblationJobs {
    /** The type of an ablation job, and the name of its Spring Batch job. */
    public static final String TYPE = "ablate";
    /** Where the result holds the table, as Markdown. */
    public static final String TABLE = "table";
    /** Where the result holds the table's lines, with means and standard deviations in percent. */
    public static final String ENTRIES = "entries";

    private static final String OVERRIDES = "overrides";

    private static final TypeReference<Map<String, Object>> JSON_OBJECT = new TypeReference<>() {};

    private final TrainingRuns runs;
    private final JobQueue queue;
    private final JsonMapper json;

    AblationJobs(TrainingRuns runs, JobQueue queue, JsonMapper json) {
        this.runs = runs;
        this.queue = queue;
        this.json = json;
    }

    /**
     * Queues an ablation; its trainings run one after the other.
     *
     * @return the queued job; its result will be {@code {"table", "entries"}}
     * @throws IllegalArgumentException naming the value and the rule it breaks; then nothing is queued
     */
    public JobSnapshot submit(AblationRequest request) {
        return queue.submit(TYPE, checked(request));
    }

    /**
     * Runs an ablation in the calling thread; stop, kill and restart work as for a queued job.
     *
     * @param onChange told of progress and status
     * @throws IllegalArgumentException naming the value and the rule it breaks; then there is no job
     */
    public JobSnapshot runNow(AblationRequest request, Consumer<JobSnapshot> onChange) {
        return queue.runNow(TYPE, checked(request), onChange);
    }

    private Map<String, Object> checked(AblationRequest request) {
        check(runs, request);
        return json.convertValue(request, JSON_OBJECT);
    }

    /** Every row is checked before the first is trained: the last one would fail hours later. */
    static void check(TrainingRuns runs, AblationRequest request) {
        request.cells().stream()
                .filter(cell -> cell.seed() == request.seeds().get(0))
                .forEach(cell -> check(runs, request, cell));
    }

    private static void check(TrainingRuns runs, AblationRequest request, AblationCell cell) {
        try {
            runs.check(request.training(cell));
        } catch (InvalidTrainingRequestException e) {
            if (!e.problems().stream().allMatch(problem -> problem.field().startsWith(OVERRIDES))) {
                throw e;
            }
            throw new InvalidTrainingRequestException(
                    OVERRIDES, "In the row (%s): %s".formatted(cell.row().name(), e.getMessage()));
        }
    }
}
