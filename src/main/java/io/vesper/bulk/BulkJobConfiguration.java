package io.vesper.bulk;

import io.vesper.access.ImageQuota;
import io.vesper.embedding.ModelRegistry;
import io.vesper.gallery.BulkEnrolment;
import io.vesper.job.JobQueue;
import io.vesper.job.JobType;
import io.vesper.job.OutsideTransactions;
import io.vesper.job.Role;
import io.vesper.job.RunningJobs;
import io.vesper.serving.IndexLoader;
import io.vesper.store.GalleryDatabase;
import io.vesper.training.TrainingDatasets;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Jobs of one step each: enrolments run where the gallery is served, re-embeddings among the trainings. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@EnableConfigurationProperties(EnrolmentSettings.class)
class BulkJobConfiguration {
    private final JobRepository repository;
    private final PlatformTransactionManager transactions;

    BulkJobConfiguration(JobRepository repository, PlatformTransactionManager transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    @Bean
    JobType enrolmentJobType() {
        return new JobType(EnrolmentJobs.TYPE, Role.SERVE);
    }

    @Bean
    Job enrolmentJob(BulkEnrolment enrolment, GalleryDatabase database, RunningJobs running) {
        return job(EnrolmentJobs.TYPE, new EnrolmentTasklet(enrolment, database.items(), running));
    }

    @Bean
    Job reembeddingJob(ModelRegistry models, IndexLoader loader, GalleryDatabase database, RunningJobs running) {
        return job(ReembeddingJobs.TYPE, new ReembeddingTasklet(models, loader, database.embeddings(), running));
    }

    @Bean
    ReembeddingJobs reembeddingJobs(JobQueue queue, ModelRegistry models) {
        return new ReembeddingJobs(queue, models);
    }

    private Job job(String type, Tasklet tasklet) {
        return new JobBuilder(type, repository)
                .start(new StepBuilder(type, repository)
                        .tasklet(tasklet, transactions)
                        .transactionAttribute(new OutsideTransactions())
                        // Its result is committed after the step, so a kill in between must not skip it.
                        .allowStartIfComplete(true)
                        .build())
                .build();
    }

    @Bean
    EnrolmentJobs enrolmentJobs(
            JobQueue queue,
            GalleryDatabase database,
            TrainingDatasets datasets,
            ImageQuota quota,
            EnrolmentSettings settings) {
        return new EnrolmentJobs(queue, database.items(), datasets, quota, settings);
    }
}
