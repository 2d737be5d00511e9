package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vesper.decode.ImageDecoder;
import io.vesper.decode.ImageLimits;
import io.vesper.embedding.ModelRegistry;
import io.vesper.index.Aggregation;
import io.vesper.index.GalleryName;
import io.vesper.index.ImageLabels;
import io.vesper.index.IndexEntry;
import io.vesper.index.RankedPerson;
import io.vesper.index.SearchFilter;
import io.vesper.index.SearchOptions;
import io.vesper.index.TimeWindow;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.search.PersonSearch;
import io.vesper.search.Probe;
import io.vesper.search.SearchAnswer;
import io.vesper.serving.Activation;
import io.vesper.serving.ActiveModel;
import io.vesper.serving.CropEmbedder;
import io.vesper.serving.IndexCheck;
import io.vesper.serving.IndexLoader;
import io.vesper.serving.ModelActivation;
import io.vesper.serving.ServingModel;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.GalleryImage;
import io.vesper.store.ImageFilter;
import io.vesper.store.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A whole gallery on a database, as the server builds it, without the server. */
final class TestGallery implements AutoCloseable {
    final HookedLock writes = new HookedLock();
    final ExecutorService background = Executors.newSingleThreadExecutor();
    final HikariDataSource dataSource = new HikariDataSource();
    final JdbcClient jdbc;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final GalleryDatabase database;
    final ActiveModel active;
    final ModelActivation activation;
    final Gallery gallery;
    final Corrections corrections;
    final People people;
    final Galleries galleries;
    final PersonSearch search;
    final IndexCheck check;
    private final CropEmbedder crops;
    private final ModelRegistry models;
    private final TestDatabase place;

    private TestGallery(TestDatabase place, ModelRegistry models) {
        dataSource.setJdbcUrl(place.url());
        dataSource.setUsername(place.username());
        dataSource.setMaximumPoolSize(8);
        Flyway.configure().dataSource(dataSource).load().migrate();
        jdbc = JdbcClient.create(dataSource);
        database = GalleryDatabase.of(jdbc, new JdbcTransactionManager(dataSource));
        crops = new CropEmbedder(new ImageDecoder(ImageLimits.DEFAULT), meters);
        IndexLoader loader = new IndexLoader(database, crops, writes);
        active = new ActiveModel(models, database.choice(), loader, writes);
        activation = new ModelActivation(active, models, database, background);
        check = new IndexCheck(active, database, loader, writes, meters);
        gallery = new Gallery(database, crops, active, writes);
        corrections = new Corrections(database, writer());
        people = new People(database, writer());
        galleries = new Galleries(database, writer());
        search = new PersonSearch(active, models, crops, meters);
        this.models = models;
        this.place = place;
    }

    /** Opened, but no model is loaded. */
    static TestGallery opened(Path folder, ModelRegistry models) {
        return new TestGallery(TestDatabase.at(folder.resolve("vesper")), models);
    }

    static TestGallery started(Path folder, ModelRegistry models) {
        TestGallery gallery = opened(folder, models);
        gallery.start();
        return gallery;
    }

    /** A second one on the database of the first, as another server would be. */
    static TestGallery secondOn(TestGallery first, ModelRegistry models) {
        TestGallery second = new TestGallery(first.place, models);
        second.start();
        return second;
    }

    GalleryWriter writer() {
        return new GalleryWriter(database, active, writes);
    }

    BulkEnrolment bulkEnrolment() {
        return new BulkEnrolment(database, crops, active, writes);
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
        new GalleryStart(model, models, activation, new DemoGallery(settings, gallery, database))
                .run(new DefaultApplicationArguments());
    }

    GalleryImage enrol(@Nullable String person, byte[] picture) {
        return enrolAs(labels(person, "1"), picture);
    }

    GalleryImage enrolAs(ImageLabels labels, byte[] picture) {
        return gallery.enrol(new Enrolment(labels, List.of(picture))).get(0).image();
    }

    /** The people found for a visible picture of anyone. */
    List<RankedPerson> find(byte[] picture) {
        return answer(picture).people();
    }

    SearchAnswer answer(byte[] picture) {
        SearchOptions options =
                new SearchOptions(SearchFilter.everythingIn(GalleryName.DEFAULT), -1, 100, 20, Aggregation.MAX);
        return search.search(new Probe.Pictures(List.of(picture), Modality.VISIBLE), options);
    }

    /** All images of all galleries. */
    List<GalleryImage> images() {
        return gallery.images(new ImageFilter(null, null, null, null, null, TimeWindow.ALWAYS), 0, 100_000);
    }

    /** What searches see is what is enrolled, whatever changed both. */
    void assertIndexEqualsDatabase() {
        List<IndexEntry> indexed = new ArrayList<>();
        try (ServingModel model = active.hold()) {
            model.index().forEach(row -> indexed.add(row.entry()));
        }
        assertThat(indexed)
                .containsExactlyInAnyOrderElementsOf(
                        images().stream().map(GalleryImage::indexEntry).toList());
    }

    long rows(String table) {
        return jdbc.sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
    }

    static ImageLabels labels(@Nullable String person, String camera) {
        return new ImageLabels(
                GalleryName.DEFAULT,
                person == null ? null : new PersonId(person),
                new CameraId(camera),
                Modality.VISIBLE,
                null,
                Map.of());
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
        activation.close();
        active.close();
        dataSource.close();
    }
}
