package io.vesper.gallery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.vesper.decode.ImageDecoder;
import io.vesper.decode.ImageLimits;
import io.vesper.embedding.EmbeddingSettings;
import io.vesper.embedding.ModelRegistry;
import io.vesper.job.Roles;
import io.vesper.replica.Replica;
import io.vesper.search.PersonSearch;
import io.vesper.serving.ActiveModel;
import io.vesper.serving.CropEmbedder;
import io.vesper.serving.EmbeddingLimits;
import io.vesper.serving.EmbeddingUpkeep;
import io.vesper.serving.IndexBackend;
import io.vesper.serving.IndexCheck;
import io.vesper.serving.MemoryBackend;
import io.vesper.serving.ModelActivation;
import io.vesper.serving.WriteLock;
import io.vesper.store.GalleryDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Lock;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.transaction.PlatformTransactionManager;

/** Builds the gallery for a server; the command line works without one. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@EnableScheduling
@EnableConfigurationProperties(EmbeddingLimits.class)
class GalleryConfiguration {
    private static final Duration BETWEEN_METERS = Duration.ofSeconds(2);

    @Bean
    GalleryDatabase galleryDatabase(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return GalleryDatabase.of(jdbc, transactions);
    }

    /** Held by whoever changes database and index together. */
    @Bean
    Lock galleryWrites() {
        return new WriteLock();
    }

    @Bean
    CropEmbedder cropEmbedder(EmbeddingLimits limits, MeterRegistry meters, ObservationRegistry observations) {
        return new CropEmbedder(new ImageDecoder(ImageLimits.DEFAULT), limits, meters, observations);
    }

    @Bean
    EmbeddingUpkeep embeddingUpkeep(GalleryDatabase database, CropEmbedder crops, Lock galleryWrites) {
        return new EmbeddingUpkeep(database, crops, galleryWrites);
    }

    @Bean
    MemoryBackend memoryBackend(
            GalleryDatabase database, CropEmbedder crops, Lock galleryWrites, IndexSettings settings) {
        return new MemoryBackend(database, crops, galleryWrites, settings.storage(), settings.hnsw());
    }

    @Bean
    IndexCheck indexCheck(ActiveModel active, GalleryDatabase database, EmbeddingUpkeep upkeep, MeterRegistry meters) {
        return new IndexCheck(active, database, upkeep, meters);
    }

    @Bean
    GalleryUpkeep galleryUpkeep(IndexCheck check, Retention retention) {
        return new GalleryUpkeep(check, retention);
    }

    @Bean
    GalleryEndpoint galleryEndpoint(IndexCheck check, Replica replica) {
        return new GalleryEndpoint(check, replica);
    }

    @Bean
    ActiveModel activeModel(ModelRegistry models, GalleryDatabase database, IndexBackend backend, Lock galleryWrites) {
        return new ActiveModel(models, database.choice(), backend, galleryWrites);
    }

    @Bean
    ModelActivation modelActivation(ActiveModel active, ModelRegistry models, GalleryDatabase database) {
        return new ModelActivation(
                active,
                models,
                database,
                Executors.newSingleThreadExecutor(task -> new Thread(task, "model-activation")));
    }

    @Bean
    EnrolmentMeters enrolmentMeters(MeterRegistry meters, ObservationRegistry observations) {
        return new EnrolmentMeters(meters, observations);
    }

    /** None where a process only trains: it has neither model nor index, which alerts would take for a fault. */
    @Bean
    SchedulingConfigurer indexMeters(ActiveModel active, GalleryDatabase database, MeterRegistry meters, Roles roles) {
        if (!roles.isServing()) {
            return tasks -> {};
        }
        IndexMeters index = new IndexMeters(active, database.images(), meters);
        return tasks -> tasks.addFixedDelayTask(index::refresh, BETWEEN_METERS);
    }

    @Bean
    Gallery gallery(
            GalleryDatabase database,
            CropEmbedder crops,
            ActiveModel active,
            Lock galleryWrites,
            EnrolmentMeters meters) {
        return new Gallery(database, crops, active, galleryWrites, meters);
    }

    @Bean
    BulkEnrolment bulkEnrolment(
            GalleryDatabase database,
            CropEmbedder crops,
            ActiveModel active,
            Lock galleryWrites,
            EnrolmentMeters meters) {
        return new BulkEnrolment(database, crops, active, galleryWrites, meters);
    }

    @Bean
    GalleryWriter galleryWriter(GalleryDatabase database, ActiveModel active, Lock galleryWrites) {
        return new GalleryWriter(database, active, galleryWrites);
    }

    @Bean
    Corrections corrections(GalleryDatabase database, GalleryWriter writer) {
        return new Corrections(database, writer);
    }

    @Bean
    People people(GalleryDatabase database, GalleryWriter writer) {
        return new People(database, writer);
    }

    @Bean
    Galleries galleries(GalleryDatabase database, GalleryWriter writer) {
        return new Galleries(database, writer);
    }

    @Bean
    Retention galleryRetention(GalleryDatabase database, GalleryWriter writer, MeterRegistry meters) {
        return new Retention(database, writer, Clock.systemUTC(), meters);
    }

    @Bean
    SchedulingConfigurer galleryRetentionSchedule(GalleryUpkeep upkeep, RetentionSettings settings) {
        return tasks -> tasks.addFixedDelayTask(upkeep::sweep, settings.interval());
    }

    @Bean
    PersonSearch personSearch(
            ActiveModel active, ModelRegistry models, CropEmbedder crops, ObservationRegistry observations) {
        return new PersonSearch(active, models, crops, observations);
    }

    @Bean
    GalleryHealthIndicator galleryHealthIndicator(ActiveModel active, Replica replica, Roles roles) {
        return new GalleryHealthIndicator(active, replica, roles);
    }

    @Bean
    DemoGallery demoGallery(GallerySettings settings, Gallery gallery, GalleryDatabase database) {
        return new DemoGallery(settings, gallery, database);
    }

    @Bean
    ApplicationRunner galleryStart(
            EmbeddingSettings settings,
            ModelRegistry models,
            ModelActivation activation,
            DemoGallery demo,
            Replica replica,
            Roles roles) {
        if (!roles.isServing()) {
            activation.active().unavailable("This server only trains. Maybe ask one with the role (serve).");
            return arguments -> {};
        }
        return new GalleryStart(settings.model(), models, activation, demo, replica);
    }
}
