package io.vesper.ablation;

import io.vesper.training.StateFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A committed state of an ablation.
 *
 * @param results of the trainings that ended, in the order of the cells
 * @param epochs complete ones of the next training; 0 before its first
 * @param checksum of the state file after the last of them
 */
record AblationState(List<AblationResult> results, int epochs, long checksum) {
    static final AblationState NONE = new AblationState(List.of(), 0, 0);
    private static final String RESULTS = "results";
    private static final String EPOCHS = "epochs";
    private static final String CHECKSUM = "checksum";
    private static final TypeReference<List<AblationResult>> RESULT_LIST = new TypeReference<>() {};

    AblationState {
        results = List.copyOf(results);
    }

    /** The furthest of all the job's executions; a killed one may have left an empty context behind. */
    static AblationState latest(JobRepository repository, JobInstance job, JsonMapper json) {
        return furthestFirst(repository, job, json).get(0);
    }

    /** The same, but where the state of the training under way is gone with its folder, that training begins anew. */
    static AblationState latest(JobRepository repository, JobInstance job, JsonMapper json, StateFiles files) {
        List<AblationState> all = furthestFirst(repository, job, json);
        AblationState furthest = all.get(0);
        AblationState there = all.stream()
                .filter(state -> state.results().size() == furthest.results().size())
                .filter(state -> files.hasState(state.epochs()))
                .findFirst()
                .orElse(new AblationState(furthest.results(), 0, 0));
        files.warnIfLost(furthest.epochs(), there.epochs());
        return there;
    }

    /** Of those that are as far, that of the youngest execution comes first; at least {@link #NONE}. */
    private static List<AblationState> furthestFirst(JobRepository repository, JobInstance job, JsonMapper json) {
        Stream<AblationState> committed = repository.getJobExecutions(job).stream()
                .flatMap(execution -> execution.getStepExecutions().stream())
                .map(StepExecution::getExecutionContext)
                .filter(context -> context.containsKey(RESULTS))
                .map(context -> in(context, json));
        return Stream.concat(committed, Stream.of(NONE))
                .sorted(Comparator.comparingInt(
                                (AblationState state) -> state.results().size())
                        .thenComparingInt(AblationState::epochs)
                        .reversed())
                .toList();
    }

    private static AblationState in(ExecutionContext context, JsonMapper json) {
        return new AblationState(
                json.readValue(context.getString(RESULTS), RESULT_LIST),
                context.getInt(EPOCHS),
                context.getLong(CHECKSUM));
    }

    void putInto(ExecutionContext context, JsonMapper json) {
        context.putString(RESULTS, json.writeValueAsString(results));
        context.putInt(EPOCHS, epochs);
        context.putLong(CHECKSUM, checksum);
    }

    /** One more epoch of the training under way. */
    AblationState afterEpoch(long newChecksum) {
        return new AblationState(results, epochs + 1, newChecksum);
    }

    /** The end of the training under way. */
    AblationState after(AblationResult result) {
        List<AblationResult> all = new ArrayList<>(results);
        all.add(result);
        return new AblationState(all, 0, 0);
    }
}
