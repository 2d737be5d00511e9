package io.vesper.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.vesper.embedding.Embedding;
import io.vesper.index.IndexEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether reading in pieces finds what reading in the order of enrolment finds. */
class EmbeddingScanTest {
    private static final int IMAGES = 10_001; // three pieces of images, six of rows
    private static final int DIMENSION = 4;

    @TempDir
    Path folder;

    private final HikariDataSource dataSource = new HikariDataSource();
    private JdbcClient jdbc;
    private EmbeddingStore embeddings;

    @BeforeEach
    void fill() {
        TestDatabase place = TestDatabase.at(folder.resolve("db"));
        dataSource.setJdbcUrl(place.url());
        dataSource.setUsername(place.username());
        Flyway.configure().dataSource(dataSource).load().migrate();
        jdbc = JdbcClient.create(dataSource);
        embeddings = new EmbeddingStore(jdbc);
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    @Test
    void anEmptyDatabaseHasNothingToRead() {
        EmbeddingScan scan = embeddings.scan("a", DIMENSION);

        assertThat(images(scan)).isEmpty();
        assertThat(vectors(scan)).isEmpty();
    }

    @Test
    void findsEachIntactEmbeddingOfTheModelOnce() {
        enrol();
        jdbc.sql("DELETE FROM gallery_image WHERE sequence BETWEEN 4000 AND 6500")
                .update();
        jdbc.sql("""
                        UPDATE embedding SET checksum = checksum + 1 WHERE model_id = 'a'
                        AND image_id = (SELECT image_id FROM gallery_image WHERE sequence = 77)""").update();
        EmbeddingScan scan = embeddings.scan("a", DIMENSION);
        List<EmbeddingStore.Kept> kept = embeddings.kept("a", DIMENSION, 0, IMAGES);
        Map<UUID, Embedding> intact = new HashMap<>();
        kept.stream()
                .filter(one -> one.embedding() != null)
                .forEach(one -> intact.put(one.entry().imageId(), one.embedding()));

        assertThat(images(scan))
                .isEqualTo(kept.stream().map(EmbeddingStore.Kept::entry).toList());
        assertThat(vectors(scan)).isEqualTo(intact).hasSize(IMAGES - 2501 - 1);
        assertThat(scan.vectorPieces()).hasSizeGreaterThan(1);
    }

    @Test
    void embeddingsOfAnotherDimensionAreLeftOut() {
        enrol();

        assertThat(vectors(embeddings.scan("a", DIMENSION + 1))).isEmpty();
    }

    /** Half of them with a time and a name; every embedding by two models. */
    private void enrol() {
        jdbc.sql("""
                        INSERT INTO gallery_image (image_id, gallery, person_id, camera_id, modality, captured_at, attributes,
                            content_type, sha256, created_at)
                        SELECT %s, 'g' || MOD(n, 3), CASE WHEN MOD(n, 2) = 0 THEN 'p' || MOD(n, 50) END, 'c' || MOD(n, 7),
                            CASE WHEN MOD(n, 3) = 0 THEN 'visible' ELSE 'infrared' END,
                            CASE WHEN MOD(n, 2) = 1 THEN CURRENT_TIMESTAMP END, '{"a": "b"}', 'image/png', 'sha' || n,
                            CURRENT_TIMESTAMP
                        FROM %s""".formatted(isH2() ? "RANDOM_UUID()" : "gen_random_uuid()", numbers()))
                .update();
        embed("a", Embedding.ofUnit(new float[] {1, 0, 0, 0}));
        embed("b", Embedding.ofUnit(new float[] {0, 1, 0, 0}));
    }

    private void embed(String modelId, Embedding embedding) {
        StoredVector stored = StoredVector.of(embedding);
        jdbc.sql("""
                        INSERT INTO embedding (image_id, model_id, vector, checksum)
                        SELECT image_id, CAST(? AS VARCHAR(128)), CAST(? AS BYTEA), CAST(? AS BIGINT) FROM gallery_image""").params(modelId, stored.bytes(), stored.checksum()).update();
    }

    private String numbers() {
        return (isH2() ? "SYSTEM_RANGE(1, %d) AS r(n)" : "generate_series(1, %d) AS r(n)").formatted(IMAGES);
    }

    private boolean isH2() {
        return PhysicalOrder.of(jdbc) == PhysicalOrder.H2;
    }

    private static List<IndexEntry> images(EmbeddingScan scan) {
        return scan.imagePieces().stream()
                .flatMap(piece -> scan.images(piece).stream())
                .toList();
    }

    private static Map<UUID, Embedding> vectors(EmbeddingScan scan) {
        Map<UUID, Embedding> found = new HashMap<>();
        List<UUID> twice = new ArrayList<>();
        for (EmbeddingScan.Piece piece : scan.vectorPieces()) {
            scan.vectors(piece, (imageId, vector) -> {
                if (found.put(imageId, Embedding.ofUnit(vector)) != null) {
                    twice.add(imageId);
                }
            });
        }
        assertThat(twice).isEmpty();
        return found;
    }
}
