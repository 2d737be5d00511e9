package io.vesper.store;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vesper.decode.ImageDecoder;
import io.vesper.decode.ImageLimits;
import io.vesper.embedding.Embedder;
import io.vesper.embedding.Embedding;
import io.vesper.embedding.PersonCrop;
import io.vesper.serving.CropEmbedder;
import io.vesper.serving.EmbeddingLimits;
import io.vesper.serving.IndexLoader;
import io.vesper.serving.ServingModel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * How fast an index is rebuilt from the database, beside how fast the database gives its bytes: {@code mvn test
 * -Djacoco.skip -Dtest=IndexLoadBenchmark}, with {@code -Dvesper.test.database=postgresql} for PostgreSQL. Not one of the tests.
 */
class IndexLoadBenchmark {
    private static final int IMAGES = Integer.getInteger("images", 100_000);
    private static final int DIMENSION = 512;
    private static final int ROUNDS = 4;

    @TempDir
    Path folder;

    @Test
    void measure() throws SQLException {
        try (HikariDataSource dataSource = new HikariDataSource()) {
            TestDatabase place = TestDatabase.at(folder.resolve("db"));
            dataSource.setJdbcUrl(place.url());
            dataSource.setUsername(place.username());
            Flyway.configure().dataSource(dataSource).load().migrate();
            fill(dataSource);
            GalleryDatabase database =
                    GalleryDatabase.of(JdbcClient.create(dataSource), new JdbcTransactionManager(dataSource));
            CropEmbedder crops = new CropEmbedder(
                    new ImageDecoder(ImageLimits.DEFAULT), EmbeddingLimits.DEFAULT, new SimpleMeterRegistry());
            IndexLoader loader = new IndexLoader(database, crops, new ReentrantLock());
            for (int round = 0; round < ROUNDS; round++) {
                print("bytes alone", () -> readBytes(dataSource));
                print("labels and bytes", () -> readRows(dataSource));
                print("index", () -> load(loader));
            }
        }
    }

    private static void print(String what, Work work) throws SQLException {
        long start = System.nanoTime();
        work.run();
        System.out.printf(Locale.ROOT, "%-20s %,12.0f vectors/s%n", what, IMAGES / ((System.nanoTime() - start) / 1e9));
    }

    private static void load(IndexLoader loader) {
        ServingModel model = loader.prepare(new NoEmbedder());
        loader.load(model, images -> {});
        if (model.index().size() != IMAGES) {
            throw new AssertionError(model.index().size());
        }
    }

    private static void readBytes(HikariDataSource dataSource) throws SQLException {
        read(dataSource, "SELECT vector FROM embedding");
    }

    private static void readRows(HikariDataSource dataSource) throws SQLException {
        read(
                dataSource,
                "SELECT e.vector, e.checksum, i.* FROM embedding e JOIN gallery_image i ON i.image_id = e.image_id");
    }

    private static void read(HikariDataSource dataSource, String query) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false); // or PostgreSQL's driver reads everything at once
            statement.setFetchSize(1000);
            try (ResultSet rows = statement.executeQuery(query)) {
                long bytes = 0;
                while (rows.next()) {
                    bytes += rows.getBytes(1).length;
                }
                if (bytes != 4L * DIMENSION * IMAGES) {
                    throw new AssertionError(bytes);
                }
            }
            connection.setAutoCommit(true);
        }
    }

    private static void fill(HikariDataSource dataSource) throws SQLException {
        Random random = new Random(1);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement image = connection.prepareStatement("""
                        INSERT INTO gallery_image (image_id, gallery, person_id, camera_id, modality, attributes,
                            content_type, sha256, created_at)
                        VALUES (?, 'default', ?, ?, 'visible', '{}', 'image/png', ?, CURRENT_TIMESTAMP)""");
                PreparedStatement embedding = connection.prepareStatement(
                        "INSERT INTO embedding (image_id, model_id, vector, checksum) VALUES (?, 'any', ?, ?)")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < IMAGES; i++) {
                UUID imageId = UUID.randomUUID();
                image.setObject(1, imageId);
                image.setString(2, "p" + i / 20);
                image.setString(3, "c" + i % 20);
                image.setString(4, "sha" + i);
                image.addBatch();
                StoredVector vector = StoredVector.of(vector(random));
                embedding.setObject(1, imageId);
                embedding.setBytes(2, vector.bytes());
                embedding.setLong(3, vector.checksum());
                embedding.addBatch();
                if (i % 1000 == 999) {
                    image.executeBatch();
                    embedding.executeBatch();
                    connection.commit();
                }
            }
        }
    }

    private static Embedding vector(Random random) {
        float[] values = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return Embedding.normalised(values);
    }

    private interface Work {
        void run() throws SQLException;
    }

    /** Of a model that has embedded everything. */
    private static final class NoEmbedder implements Embedder {
        @Override
        public String modelId() {
            return "any";
        }

        @Override
        public int dimension() {
            return DIMENSION;
        }

        @Override
        public List<Embedding> embed(List<PersonCrop> crops) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
