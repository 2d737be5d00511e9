package io.vesper.gallery;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.vesper.decode.ImageDecoder;
import io.vesper.decode.ImageLimits;
import io.vesper.embedding.ModelRegistry;
import io.vesper.replica.Replica;
import io.vesper.replica.ReplicaFixture;
import io.vesper.search.PersonSearch;
import io.vesper.serving.Activation;
import io.vesper.serving.ActiveModel;
import io.vesper.serving.CropEmbedder;
import io.vesper.serving.EmbeddingLimits;
import io.vesper.serving.EmbeddingUpkeep;
import io.vesper.serving.IndexCheck;
import io.vesper.serving.MemoryBackend;
import io.vesper.serving.ModelActivation;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.TestDatabase;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A whole gallery on a database, wired as the server wires it, without the server. */
abstract class WiredGallery implements AutoCloseable {
    final HookedLock writes = new HookedLock();
    final ExecutorService background = Executors.newSingleThreadExecutor();
    final HikariDataSource dataSource = new HikariDataSource();
    final JdbcClient jdbc;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final ObservationRegistry observations = ObservationRegistry.create();
    private final EnrolmentMeters enrolmentMeters;
    final GalleryDatabase database;
    final ActiveModel active;
    final ModelActivation activation;
    final Gallery gallery;
    final Corrections corrections;
    final People people;
    final Galleries galleries;
    final PersonSearch search;
    final Replica replica;
    final IndexCheck check;
    private final CropEmbedder crops;
    private final ModelRegistry models;
    final TestDatabase place;

    WiredGallery(TestDatabase place, ModelRegistry models, boolean follows) {
        dataSource.setJdbcUrl(place.url());
        dataSource.setUsername(place.username());
        dataSource.setMaximumPoolSize(8);
        Flyway.configure().dataSource(dataSource).load().migrate();
        jdbc = JdbcClient.create(dataSource);
        database = GalleryDatabase.of(jdbc, new JdbcTransactionManager(dataSource));
        observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        enrolmentMeters = new EnrolmentMeters(meters, observations);
        crops = new CropEmbedder(new ImageDecoder(ImageLimits.DEFAULT), EmbeddingLimits.DEFAULT, meters, observations);
        EmbeddingUpkeep upkeep = new EmbeddingUpkeep(database, crops, writes);
        active = new ActiveModel(models, database.choice(), new MemoryBackend(database, crops, writes), writes);
        activation = new ModelActivation(active, models, database, background);
        check = new IndexCheck(active, database, upkeep, meters);
        gallery = new Gallery(database, crops, active, writes, enrolmentMeters);
        corrections = new Corrections(database, writer());
        people = new People(database, writer());
        galleries = new Galleries(database, writer());
        search = new PersonSearch(active, models, crops, observations);
        replica = ReplicaFixture.replica(
                database,
                activation,
                check,
                writes,
                meters,
                () -> DriverManager.getConnection(place.url(), place.username(), ""),
                follows);
        this.models = models;
        this.place = place;
    }

    GalleryWriter writer() {
        return new GalleryWriter(database, active, writes);
    }

    EmbeddingUpkeep upkeep() {
        return new EmbeddingUpkeep(database, crops, writes);
    }

    BulkEnrolment bulkEnrolment() {
        return new BulkEnrolment(database, crops, active, writes, enrolmentMeters);
    }

    /** Waits until the activation has ended: they run one after another, so an empty task ends after it. */
    Activation activationEnded() throws Exception {
        background.submit(() -> {}).get();
        return Objects.requireNonNull(activation.last());
    }

    void start() {
        start(null);
    }

    /** @param model the setting {@code vesper.model} */
    void start(@Nullable String model) {
        start(model, new GallerySettings(Path.of("."), false));
    }

    void start(@Nullable String model, GallerySettings settings) {
        new GalleryStart(model, models, activation, new DemoGallery(settings, gallery, database), replica)
                .run(new DefaultApplicationArguments());
    }

    /** A lock that lets a test act just before it is taken. */
    static final class HookedLock extends ReentrantLock {
        private static final long serialVersionUID = 1L;
        transient volatile Runnable beforeLock = () -> {};

        @Override
        public void lock() {
            beforeLock.run();
            super.lock();
        }
    }

    @Override
    public void close() {
        replica.close();
        activation.close();
        active.close();
        crops.close();
        dataSource.close();
    }
}
