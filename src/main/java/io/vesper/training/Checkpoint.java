package io.vesper.training;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * A committed state of a training job.
 *
 * @param epochs complete ones; 0 before the first
 * @param checksum of the state file written after the last of them
 * @param best the weights that did best on the validation identities; null where none were tried
 */
record Checkpoint(int epochs, long checksum, @Nullable Best best) {
    static final Checkpoint NONE = new Checkpoint(0, 0, null);
    private static final String EPOCHS = "epochs";
    private static final String CHECKSUM = "checksum";
    private static final String BEST_EPOCHS = "best.epochs";
    private static final String BEST_SCORE = "best.score";
    private static final String BEST_CHECKSUM = "best.checksum";

    /**
     * @param epochs complete ones when the weights were saved
     * @param score on the validation identities, higher is better
     * @param checksum of the weights file
     */
    record Best(int epochs, double score, long checksum) {}

    /**
     * The furthest of all the job's executions whose state is still there; {@link #NONE}, so that the training begins anew, where the
     * process that goes on has another data folder. Not simply that of the last one: when a step is restarted, Spring Batch first
     * commits an empty context and then copies the former one into it, and a process can be killed in between.
     */
    static Checkpoint latest(JobRepository repository, JobInstance job, StateFiles files) {
        // Of those that are as far, that of the youngest execution comes first.
        List<Checkpoint> furthestFirst = Stream.concat(
                        repository.getJobExecutions(job).stream()
                                .flatMap(execution -> execution.getStepExecutions().stream())
                                .map(step -> in(step.getExecutionContext())),
                        Stream.of(NONE))
                .sorted(Comparator.comparingInt(Checkpoint::epochs).reversed())
                .toList();
        Checkpoint there = furthestFirst.stream()
                .filter(checkpoint -> files.hasState(checkpoint.epochs()))
                .findFirst()
                .orElse(NONE);
        files.warnIfLost(furthestFirst.get(0).epochs(), there.epochs());
        return there;
    }

    private static Checkpoint in(ExecutionContext context) {
        Best best = context.containsKey(BEST_EPOCHS)
                ? new Best(context.getInt(BEST_EPOCHS), context.getDouble(BEST_SCORE), context.getLong(BEST_CHECKSUM))
                : null;
        return new Checkpoint(context.getInt(EPOCHS, 0), context.getLong(CHECKSUM, 0), best);
    }

    void putInto(ExecutionContext context) {
        context.putInt(EPOCHS, epochs);
        context.putLong(CHECKSUM, checksum);
        if (best != null) {
            context.putInt(BEST_EPOCHS, best.epochs);
            context.putDouble(BEST_SCORE, best.score);
            context.putLong(BEST_CHECKSUM, best.checksum);
        }
    }
}
