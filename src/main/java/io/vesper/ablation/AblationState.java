package io.vesper.ablation;

import java.util.Comparator;
import java.util.List;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A committed state of an ablation.
 *
 * @param epochs complete ones, over all trainings so far
 * @param checksum of the state file after the last of them; of no meaning where a training has just ended
 * @param results of the trainings that ended, in the order of the cells
 */
record AblationState(int epochs, long checksum, List<AblationResult> results) {
    static final AblationState NONE = new AblationState(0, 0, List.of());
    private static final String EPOCHS = "epochs";
    private static final String CHECKSUM = "checksum";
    private static final String RESULTS = "results";
    private static final TypeReference<List<AblationResult>> RESULT_LIST = new TypeReference<>() {};

    AblationState {
        results = List.copyOf(results);
    }

    /** The furthest of all the job's executions; a killed one may have left an empty context behind. */
    static AblationState latest(JobRepository repository, JobInstance job, JsonMapper json) {
        return repository.getJobExecutions(job).stream()
                .flatMap(execution -> execution.getStepExecutions().stream())
                .map(StepExecution::getExecutionContext)
                .filter(context -> context.containsKey(RESULTS))
                .map(context -> new AblationState(
                        context.getInt(EPOCHS),
                        context.getLong(CHECKSUM),
                        json.readValue(context.getString(RESULTS), RESULT_LIST)))
                .max(Comparator.comparingInt(AblationState::epochs))
                .orElse(NONE);
    }

    void putInto(ExecutionContext context, JsonMapper json) {
        context.putInt(EPOCHS, epochs);
        context.putLong(CHECKSUM, checksum);
        context.putString(RESULTS, json.writeValueAsString(results));
    }
}
