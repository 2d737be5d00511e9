package io.vesper.training;

import io.vesper.job.RunningJobs;
import java.util.Map;
import java.util.Objects;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.ApplicationEventPublisher;

/** Publishes the trained network under an id that was fixed when the job was submitted, so that doing it twice is harmless. */
final class PublicationTasklet implements Tasklet {
    private final TrainingSessions sessions;
    private final EvaluationTasklet evaluation;
    private final JobRepository repository;
    private final ApplicationEventPublisher events;

    PublicationTasklet(
            TrainingSessions sessions,
            EvaluationTasklet evaluation,
            JobRepository repository,
            ApplicationEventPublisher events) {
        this.sessions = sessions;
        this.evaluation = evaluation;
        this.repository = repository;
        this.events = events;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) throws JobInterruptedException {
        StepExecution step = contribution.getStepExecution();
        TrainingSession session = sessions.of(step);
        String modelId = session.modelId();
        session.publish(evaluation.metricsOf(evaluationBefore(step)));
        RunningJobs.setResult(step, Map.of("modelId", modelId));
        events.publishEvent(
                new ModelPublished(session.jobId(), modelId, session.request().activate()));
        return RepeatStatus.FINISHED;
    }

    private StepExecution evaluationBefore(StepExecution step) {
        return Objects.requireNonNull(repository.getLastStepExecution(
                step.getJobExecution().getJobInstance(), TrainingJobConfiguration.EVALUATE));
    }
}
