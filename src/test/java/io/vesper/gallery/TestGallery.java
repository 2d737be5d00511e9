package io.vesper.gallery;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vesper.embedding.ModelRegistry;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.transform.ImageDecoder;
import io.vesper.transform.ImageLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A whole gallery on an H2 file, as the server builds it, without the server. */
final class TestGallery implements AutoCloseable {
    final HikariDataSource dataSource = new HikariDataSource();
    final JdbcClient jdbc;
    final GalleryDatabase database;
    final ActiveModel active;
    final ModelActivation activation;
    final Gallery gallery;
    final PersonSearch search;
    private final GalleryStart start;

    private TestGallery(String url, Path folder, ModelRegistry models) {
        dataSource.setJdbcUrl(url);
        dataSource.setUsername("vesper");
        Flyway.configure().dataSource(dataSource).load().migrate();
        jdbc = JdbcClient.create(dataSource);
        database = GalleryDatabase.of(jdbc, new TransactionTemplate(new JdbcTransactionManager(dataSource)));
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        CropEmbedder crops = new CropEmbedder(new ImageDecoder(ImageLimits.DEFAULT), meters);
        Lock writes = new ReentrantLock();
        IndexLoader loader = new IndexLoader(database, crops, writes);
        active = new ActiveModel(models, database.choice(), loader, writes);
        activation = new ModelActivation(active, models, loader, database.choice());
        gallery = new Gallery(database, crops, active, writes);
        search = new PersonSearch(active, crops, meters);
        start = new GalleryStart(new GallerySettings(folder, null, false), models, database.choice(), activation);
    }

    /** Opened, but no model is loaded. */
    static TestGallery opened(Path folder, ModelRegistry models) {
        return new TestGallery(url(folder), folder, models);
    }

    static TestGallery started(Path folder, ModelRegistry models) {
        TestGallery gallery = opened(folder, models);
        gallery.start();
        return gallery;
    }

    /** A second one on the database of the first, as another server would be. */
    static TestGallery secondOn(TestGallery first, ModelRegistry models) {
        TestGallery second = new TestGallery(first.dataSource.getJdbcUrl(), Path.of("."), models);
        second.start();
        return second;
    }

    private static String url(Path folder) {
        return "jdbc:h2:file:" + folder.resolve("vesper") + ";WRITE_DELAY=0";
    }

    void start() {
        start.run(new org.springframework.boot.DefaultApplicationArguments());
    }

    GalleryImage enrol(@Nullable String person, byte[] picture) {
        return gallery.enrol(new Enrolment(labels(person, "1"), List.of(picture)))
                .get(0)
                .image();
    }

    /** The first person found for a visible picture of anyone. */
    List<RankedPerson> find(byte[] picture) {
        SearchOptions options =
                new SearchOptions(SearchFilter.everythingIn(GalleryName.DEFAULT), -1, 100, 20, Aggregation.MAX);
        return search.search(new Probe.Pictures(List.of(picture), Modality.VISIBLE), options)
                .people();
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

    @Override
    public void close() {
        activation.close();
        active.close();
        dataSource.close();
    }
}
