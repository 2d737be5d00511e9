package io.vesper.opensearch;

import io.vesper.job.JobQueue;
import io.vesper.job.JobType;
import io.vesper.job.PartitionedJobs;
import io.vesper.job.Role;
import io.vesper.serving.ActiveModel;
import io.vesper.serving.EmbeddingUpkeep;
import io.vesper.store.GalleryDatabase;
import org.springframework.batch.core.job.Job;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Takes the place of indexes in memory where the configuration says so. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@ConditionalOnProperty(name = "vesper.gallery.index", havingValue = "opensearch")
@EnableConfigurationProperties(OpenSearchSettings.class)
class OpenSearchConfiguration {
    @Bean
    @Primary
    OpenSearchBackend openSearchBackend(
            OpenSearchSettings settings, EmbeddingUpkeep upkeep, GalleryDatabase database, FeedMeters meters) {
        return new OpenSearchBackend(settings, upkeep, database, meters);
    }

    /** Runs where galleries are served: that process has the model. */
    @Bean
    JobType reindexJobType() {
        return new JobType(ReindexJobs.TYPE, Role.SERVE);
    }

    @Bean
    ReindexJobs reindexJobs(JobQueue queue) {
        return new ReindexJobs(queue);
    }

    @Bean
    Job reindexJob(PartitionedJobs jobs, ActiveModel active, OpenSearchBackend backend, GalleryDatabase database) {
        return jobs.job(new ReindexWork(active, backend, database));
    }
}
