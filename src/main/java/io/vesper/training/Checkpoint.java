package io.vesper.training;

import java.util.Comparator;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * A committed state of a training job.
 *
 * @param epochs complete ones; 0 before the first
 * @param checksum of the state file written after the last of them
 */
record Checkpoint(int epochs, long checksum) {
    static final Checkpoint NONE = new Checkpoint(0, 0);
    private static final String EPOCHS = "epochs";
    private static final String CHECKSUM = "checksum";

    /**
     * The furthest of all the job's executions. Not simply that of the last one: when a step is restarted, Spring Batch first
     * commits an empty context and then copies the former one into it, and a process can be killed in between.
     */
    static Checkpoint latest(JobRepository repository, JobInstance job) {
        return repository.getJobExecutions(job).stream()
                .flatMap(execution -> execution.getStepExecutions().stream())
                .map(step -> in(step.getExecutionContext()))
                .max(Comparator.comparingInt(Checkpoint::epochs))
                .orElse(NONE);
    }

    private static Checkpoint in(ExecutionContext context) {
        return new Checkpoint(context.getInt(EPOCHS, 0), context.getLong(CHECKSUM, 0));
    }

    void putInto(ExecutionContext context) {
        context.putInt(EPOCHS, epochs);
        context.putLong(CHECKSUM, checksum);
    }
}
