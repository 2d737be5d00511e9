package io.vesper.bulk;

import io.vesper.access.ImageQuota;
import io.vesper.embedding.ModelRegistry;
import io.vesper.gallery.BulkEnrolment;
import io.vesper.job.JobQueue;
import io.vesper.job.JobType;
import io.vesper.job.PartitionedJobs;
import io.vesper.job.Role;
import io.vesper.serving.EmbeddingUpkeep;
import io.vesper.store.GalleryDatabase;
import io.vesper.training.TrainingDatasets;
import org.springframework.batch.core.job.Job;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Jobs that processes share: enrolments run where the gallery is served, re-embeddings among the trainings. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@EnableConfigurationProperties(EnrolmentSettings.class)
class BulkJobConfiguration {
    @Bean
    JobType enrolmentJobType() {
        return new JobType(EnrolmentJobs.TYPE, Role.SERVE);
    }

    @Bean
    Job enrolmentJob(PartitionedJobs jobs, BulkEnrolment enrolment, GalleryDatabase database) {
        return jobs.job(new EnrolmentWork(enrolment, database.items()));
    }

    @Bean
    Job reembeddingJob(PartitionedJobs jobs, ModelRegistry models, EmbeddingUpkeep upkeep, GalleryDatabase database) {
        return jobs.job(new ReembeddingWork(models, upkeep, database.embeddings()));
    }

    @Bean
    ReembeddingJobs reembeddingJobs(JobQueue queue, ModelRegistry models) {
        return new ReembeddingJobs(queue, models);
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
