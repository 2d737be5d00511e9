package io.vesper.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.vesper.index.BenchmarkGallery;
import io.vesper.index.GalleryName;
import io.vesper.index.SearchFilter;
import io.vesper.index.TimeWindow;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.store.EmbeddingStore.Kept;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The images of some people that pass a filter, beside what is left of all images. */
class PeoplesEmbeddingsTest {
    private static final int DIMENSION = 8;
    private static final int IMAGES = 200;
    private static final List<PersonId> PEOPLE = List.of(new PersonId("p3"), new PersonId("p7"));
    private static final Instant NOON = Instant.ofEpochSecond(100);

    @TempDir
    Path folder;

    private final HikariDataSource dataSource = new HikariDataSource();
    private EmbeddingStore embeddings;

    @BeforeEach
    void fill() throws Exception {
        TestDatabase place = TestDatabase.at(folder.resolve("db"));
        dataSource.setJdbcUrl(place.url());
        dataSource.setUsername(place.username());
        Flyway.configure().dataSource(dataSource).load().migrate();
        BenchmarkDatabase.fill(dataSource, IMAGES, new BenchmarkGallery(IMAGES, DIMENSION));
        embeddings = new EmbeddingStore(JdbcClient.create(dataSource));
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    @Test
    void allOfThem() {
        assertFound(SearchFilter.everythingIn(GalleryName.DEFAULT), kept -> true);
    }

    @Test
    void ofOneModalityAndBySomeCameras() {
        Set<CameraId> cameras = Set.of(new CameraId("c1"), new CameraId("c2"), new CameraId("c5"), new CameraId("c13"));

        assertFound(
                new SearchFilter(GalleryName.DEFAULT, Modality.VISIBLE, cameras, Set.of(), TimeWindow.ALWAYS),
                kept -> kept.entry().labels().modality() == Modality.VISIBLE
                        && cameras.contains(kept.entry().labels().camera()));
        assertFound(
                new SearchFilter(GalleryName.DEFAULT, null, Set.of(), cameras, TimeWindow.ALWAYS),
                kept -> !cameras.contains(kept.entry().labels().camera()));
    }

    @Test
    void capturedInAWindow() {
        assertFound(
                new SearchFilter(
                        GalleryName.DEFAULT, null, Set.of(), Set.of(), new TimeWindow(NOON, NOON.plusSeconds(50))),
                kept -> capturedAt(kept).compareTo(NOON) >= 0
                        && capturedAt(kept).compareTo(NOON.plusSeconds(50)) < 0);
    }

    private static Instant capturedAt(Kept kept) {
        return Instant.ofEpochSecond((kept.entry().sequence() - 1) * 7919 % IMAGES);
    }

    @Test
    void theYoungestThatPass() {
        SearchFilter visible =
                new SearchFilter(GalleryName.DEFAULT, Modality.VISIBLE, Set.of(), Set.of(), TimeWindow.ALWAYS);

        assertThat(embeddings.keptOf("any", DIMENSION, visible, PEOPLE, 3))
                .extracting(kept -> kept.entry().sequence())
                .containsExactlyInAnyOrderElementsOf(PEOPLE.stream()
                        .flatMap(
                                person -> expected(kept -> kept.entry().labels().modality() == Modality.VISIBLE)
                                        .filter(kept -> person.equals(
                                                kept.entry().labels().person()))
                                        .map(kept -> kept.entry().sequence())
                                        .sorted((a, b) -> Long.compare(b, a))
                                        .limit(3))
                        .toList());
    }

    private void assertFound(SearchFilter filter, Predicate<Kept> passes) {
        List<Long> expected =
                expected(passes).map(kept -> kept.entry().sequence()).toList();
        assertThat(expected).isNotEmpty();
        assertThat(embeddings.keptOf("any", DIMENSION, filter, PEOPLE, 100))
                .extracting(kept -> kept.entry().sequence())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private Stream<Kept> expected(Predicate<Kept> passes) {
        return embeddings.kept("any", DIMENSION, GalleryName.DEFAULT, 0, Long.MAX_VALUE, IMAGES).stream()
                .filter(kept -> PEOPLE.contains(kept.entry().labels().person()))
                .filter(passes);
    }
}
