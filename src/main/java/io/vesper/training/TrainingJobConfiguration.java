package io.vesper.training;

import io.vesper.job.JobQueue;
import io.vesper.job.OutsideTransactions;
import io.vesper.job.RunningJobs;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.builder.TaskletStepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** The job {@code train}: train (one epoch for each commit), evaluate, publish. */
@Configuration(proxyBeanMethods = false)
class TrainingJobConfiguration {
    static final String EVALUATE = "evaluate";

    private final JobRepository repository;
    private final PlatformTransactionManager transactions;

    TrainingJobConfiguration(JobRepository repository, PlatformTransactionManager transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    @Bean
    Job trainingJob(TrainingSessions sessions, Step trainStep, Step evaluateStep, Step publishStep) {
        return new JobBuilder(TrainingJobs.TYPE, repository)
                .listener(sessions)
                .start(trainStep)
                .next(evaluateStep)
                .next(publishStep)
                .build();
    }

    @Bean
    Step trainStep(TrainingSessions sessions) {
        return step("train", new EpochTasklet(sessions))
                // Also where it was complete: its state may be gone with the folder of the process that trained.
                .allowStartIfComplete(true)
                .build();
    }

    @Bean
    Step evaluateStep(EvaluationTasklet evaluation) {
        return step(EVALUATE, evaluation)
                // The report is a file of that folder, too.
                .allowStartIfComplete(true)
                .build();
    }

    @Bean
    Step publishStep(TrainingSessions sessions, EvaluationTasklet evaluation, ApplicationEventPublisher events) {
        return step("publish", new PublicationTasklet(sessions, evaluation, repository, events))
                // Its result is committed after the step, so a kill in between must not skip it.
                .allowStartIfComplete(true)
                .build();
    }

    private TaskletStepBuilder step(String name, Tasklet tasklet) {
        return new StepBuilder(name, repository)
                .tasklet(tasklet, transactions)
                .transactionAttribute(new OutsideTransactions());
    }

    @Bean
    EvaluationTasklet evaluationTasklet(TrainingSessions sessions, JsonMapper json) {
        return new EvaluationTasklet(sessions, json);
    }

    @Bean
    TrainingSessions trainingSessions(TrainingRuns runs, RunningJobs jobs, JsonMapper json) {
        return new TrainingSessions(runs, jobs, repository, json);
    }

    @Bean
    TrainingJobs trainingJobs(TrainingRuns runs, JobQueue queue, JsonMapper json) {
        return new TrainingJobs(runs, queue, json);
    }
}
