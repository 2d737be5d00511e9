package io.vesper.job;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.batch.core.step.StepExecution;

/** The jobs that run in this process, as their Spring Batch steps find them. */
public final class RunningJobs {
    /** The only parameter of every Spring Batch job here, so that one job is one job instance. */
    static final String JOB_ID = "jobId";
    /** Where a job's execution context keeps the result. */
    static final String RESULT = "result";

    private final Map<String, RunningJob> jobs = new ConcurrentHashMap<>();

    /**
     * The job that a step works for.
     *
     * @throws IllegalStateException if the step was not started through the queue
     */
    public RunningJob of(StepExecution step) {
        String jobId = step.getJobParameters().getString(JOB_ID);
        RunningJob job = jobId == null ? null : jobs.get(jobId);
        if (job == null) {
            throw new IllegalStateException(
                    "The step (%s) belongs to no job of this process (%s). Maybe it was started past the queue."
                            .formatted(step.getStepName(), jobId));
        }
        return job;
    }

    /**
     * Says what the job's result will be once it has completed.
     *
     * @param step of the job, one that may run again after it has completed
     * @param result values by name, ready for JSON: strings, numbers, lists and maps
     */
    public static void setResult(StepExecution step, Map<String, ?> result) {
        step.getJobExecution().getExecutionContext().put(RESULT, new LinkedHashMap<>(result));
    }

    void add(RunningJob job) {
        jobs.put(job.job().id(), job);
    }

    void remove(RunningJob job) {
        jobs.remove(job.job().id());
    }
}
