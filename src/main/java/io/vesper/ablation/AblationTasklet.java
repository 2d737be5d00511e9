package io.vesper.ablation;

import io.vesper.job.RunningJob;
import io.vesper.job.RunningJobs;
import io.vesper.training.StateFiles;
import io.vesper.training.TrainingRuns;
import io.vesper.training.TrainingStoppedException;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import tools.jackson.databind.json.JsonMapper;

/** Trains one epoch for each call, so that Spring Batch commits each epoch by itself. */
final class AblationTasklet implements Tasklet, JobExecutionListener {
    private final TrainingRuns runs;
    private final RunningJobs jobs;
    private final JobRepository repository;
    private final JsonMapper json;
    private @Nullable AblationSession open;

    AblationTasklet(TrainingRuns runs, RunningJobs jobs, JobRepository repository, JsonMapper json) {
        this.runs = runs;
        this.jobs = jobs;
        this.repository = repository;
        this.json = json;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) throws JobInterruptedException {
        StepExecution step = contribution.getStepExecution();
        RunningJob job = jobs.of(step);
        if (!job.mayGoOn()) {
            throw new JobInterruptedException("The job stops before its next epoch.");
        }
        AblationSession session = session(job, step);
        if (!session.isDone()) {
            try {
                session.trainEpoch().putInto(step.getExecutionContext(), json);
            } catch (TrainingStoppedException e) {
                throw new JobInterruptedException("The job stops within an epoch, which counts as not begun.");
            }
        }
        return RepeatStatus.continueIf(!session.isDone());
    }

    private AblationSession session(RunningJob job, StepExecution step) {
        AblationSession session = open;
        if (session == null) {
            AblationRequest request = json.convertValue(job.job().parameters(), AblationRequest.class);
            AblationState state = AblationState.latest(
                    repository, step.getJobExecution().getJobInstance(), json, new StateFiles(job.folder()));
            session = new AblationSession(job, request, state, runs);
            open = session;
        }
        return session;
    }

    @Override
    public void afterJob(JobExecution execution) {
        AblationSession session = open;
        open = null;
        if (session != null) {
            session.close();
        }
    }
}
