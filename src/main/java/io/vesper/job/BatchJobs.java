package io.vesper.job;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;

/** The kinds of work this process can do: a job's type is the name of a Spring Batch job. */
final class BatchJobs {
    private final Map<String, Job> jobs;
    private final JobOperator operator;
    private final Leftovers leftovers;
    private final RunningJobs running;

    BatchJobs(Map<String, Job> jobs, JobOperator operator, Leftovers leftovers, RunningJobs running) {
        this.jobs = Map.copyOf(jobs);
        this.operator = operator;
        this.leftovers = leftovers;
        this.running = running;
    }

    Collection<String> types() {
        return jobs.keySet();
    }

    /** Runs the job to its end in this thread, from its last commit if it ran before. */
    JobExecution run(RunningJob job) throws JobExecutionException {
        String type = job.job().type();
        Job batchJob = jobs.get(type);
        if (batchJob == null) {
            throw new IllegalArgumentException(
                    "There is no job of type (%s), but of %s.".formatted(type, List.copyOf(types())));
        }
        JobParameters parameters = new JobParametersBuilder()
                .addString(RunningJobs.JOB_ID, job.job().id())
                .toJobParameters();
        JobExecution last = leftovers.clear(type, parameters);
        if (last != null && last.getStatus() == BatchStatus.COMPLETED) {
            return last; // killed after the last commit, before the queue heard of it
        }
        running.add(job);
        try {
            return operator.start(batchJob, parameters);
        } finally {
            running.remove(job);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, ?> resultOf(JobExecution execution) {
        Map<String, ?> result = (Map<String, ?>) execution.getExecutionContext().get(RunningJobs.RESULT);
        return result == null ? Map.of() : result;
    }

    static String errorOf(JobExecution execution) {
        @Nullable
        Throwable first =
                execution.getAllFailureExceptions().stream().findFirst().orElse(null);
        return first == null ? execution.getExitStatus().getExitDescription() : errorOf(first);
    }

    /** The message, and those of what caused it, as far as they say something new. */
    static String errorOf(Throwable error) {
        String message = error.getMessage() == null ? error.getClass().getName() : error.getMessage();
        Throwable cause = error.getCause();
        if (cause == null) {
            return message;
        }
        String reason = errorOf(cause);
        return message.contains(reason) ? message : message + " Because: " + reason;
    }
}
