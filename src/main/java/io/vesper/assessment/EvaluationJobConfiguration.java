package io.vesper.assessment;

import io.vesper.access.AuditLog;
import io.vesper.embedding.ModelsFolder;
import io.vesper.job.JobQueue;
import io.vesper.job.OutsideTransactions;
import io.vesper.job.RunningJobs;
import io.vesper.training.TrainingDatasets;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The job {@code evaluate}, of one step. It runs among the trainings. */
@Configuration(proxyBeanMethods = false)
class EvaluationJobConfiguration {
    private final JobRepository repository;
    private final PlatformTransactionManager transactions;

    EvaluationJobConfiguration(JobRepository repository, PlatformTransactionManager transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    @Bean
    Job evaluationJob(ModelEvaluationTasklet evaluation) {
        Step step = new StepBuilder(EvaluationJobs.TYPE, repository)
                .tasklet(evaluation, transactions)
                .transactionAttribute(new OutsideTransactions())
                // Its result is committed after the step, so a kill in between must not skip it.
                .allowStartIfComplete(true)
                .build();
        return new JobBuilder(EvaluationJobs.TYPE, repository).start(step).build();
    }

    @Bean
    ModelEvaluationTasklet modelEvaluationTasklet(
            RunningJobs running, EvaluationSources sources, JobReportStore reports, AuditLog audit, JsonMapper json) {
        return new ModelEvaluationTasklet(
                running, sources, reports, audit, new TransactionTemplate(transactions), json);
    }

    @Bean
    EvaluationJobs evaluationJobs(JobQueue queue, EvaluationSources sources, JobReportStore reports, JsonMapper json) {
        return new EvaluationJobs(queue, sources, reports, json);
    }

    @Bean
    EvaluationSources evaluationSources(ModelsFolder models, TrainingDatasets datasets) {
        return new EvaluationSources(models, datasets);
    }

    @Bean
    JobReportStore jobReportStore(JdbcClient jdbc) {
        return new JobReportStore(jdbc, new TransactionTemplate(transactions));
    }
}
