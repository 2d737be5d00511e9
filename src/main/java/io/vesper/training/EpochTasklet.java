package io.vesper.training;

import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Trains one epoch in each call, so that Spring Batch commits each epoch by itself. */
final class EpochTasklet implements Tasklet {
    private final TrainingSessions sessions;

    EpochTasklet(TrainingSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) throws JobInterruptedException {
        StepExecution step = contribution.getStepExecution();
        TrainingSession session = sessions.of(step);
        if (!session.isTrained()) { // else killed after the last epoch's commit
            try {
                session.trainEpoch().putInto(step.getExecutionContext());
            } catch (TrainingStoppedException e) {
                throw new JobInterruptedException("The job stops within an epoch, which counts as not begun.");
            }
        }
        return RepeatStatus.continueIf(!session.isTrained());
    }
}
