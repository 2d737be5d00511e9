package io.vesper.training;

import io.vesper.job.RunningJob;
import io.vesper.job.RunningJobs;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the session of the one training job that runs in this process: opened by the first step that needs it, shared by
 * those that follow, closed when the job ends.
 */
final class TrainingSessions implements JobExecutionListener {
    private final TrainingRuns runs;
    private final RunningJobs jobs;
    private final JobRepository repository;
    private final JsonMapper json;
    private @Nullable TrainingSession open;

    TrainingSessions(TrainingRuns runs, RunningJobs jobs, JobRepository repository, JsonMapper json) {
        this.runs = runs;
        this.jobs = jobs;
        this.repository = repository;
        this.json = json;
    }

    /**
     * The session of the step's job.
     *
     * @throws JobInterruptedException if the job has been asked to stop
     */
    TrainingSession of(StepExecution step) throws JobInterruptedException {
        RunningJob job = jobs.of(step);
        if (!job.mayGoOn()) {
            throw new JobInterruptedException("The job stops before the step (%s).".formatted(step.getStepName()));
        }
        TrainingSession session = open;
        if (session == null) {
            session = open(job, step);
            open = session;
        }
        return session;
    }

    private TrainingSession open(RunningJob job, StepExecution step) {
        TrainingRequest request = json.convertValue(job.job().parameters(), TrainingRequest.class);
        Checkpoint checkpoint =
                Checkpoint.latest(repository, step.getJobExecution().getJobInstance(), new StateFiles(job.folder()));
        return new TrainingSession(job, request, checkpoint, runs);
    }

    @Override
    public void afterJob(JobExecution execution) {
        TrainingSession session = open;
        open = null;
        if (session != null) {
            session.close();
        }
    }
}
