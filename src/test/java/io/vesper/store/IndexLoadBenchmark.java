package io.vesper.store;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.vesper.decode.ImageDecoder;
import io.vesper.decode.ImageLimits;
import io.vesper.embedding.Embedder;
import io.vesper.embedding.Embedding;
import io.vesper.embedding.PersonCrop;
import io.vesper.index.GalleryIndex;
import io.vesper.index.MemoryIndex;
import io.vesper.serving.CropEmbedder;
import io.vesper.serving.EmbeddingLimits;
import io.vesper.serving.IndexKeeper;
import io.vesper.serving.MemoryBackend;
import io.vesper.store.EmbeddingScan.Piece;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToIntFunction;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * How fast an index is rebuilt from the database, beside what the database gives at most, and beside reading page by page: {@code mvn
 * test -Djacoco.skip -Dtest=IndexLoadBenchmark [-Dimages=100000]}, with {@code -Dvesper.test.database=postgresql} for PostgreSQL. Not
 * one of the tests.
 */
class IndexLoadBenchmark {
    private static final int IMAGES = Integer.getInteger("images", 100_000);
    private static final int DIMENSION = 512;
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final String MODEL = "any";

    private final List<Double> ofBare = new ArrayList<>();
    private final List<Double> ofPages = new ArrayList<>();

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
            JdbcClient jdbc = JdbcClient.create(dataSource);
            GalleryDatabase database = GalleryDatabase.of(jdbc, new JdbcTransactionManager(dataSource));
            CropEmbedder crops = new CropEmbedder(
                    new ImageDecoder(ImageLimits.DEFAULT),
                    EmbeddingLimits.DEFAULT,
                    new SimpleMeterRegistry(),
                    ObservationRegistry.NOOP);
            MemoryBackend backend = new MemoryBackend(database, crops, new ReentrantLock());
            for (int round = 0; round < ROUNDS; round++) {
                double bare = time("the same statements, nothing read", () -> bare(database.embeddings()));
                double pages = time("index, page by page", () -> pages(database.embeddings()));
                double index = time("index", () -> load(backend));
                ofBare.add(bare / index);
                ofPages.add(pages / index);
            }
            print("of what the database gives", ofBare);
            print("times as fast as page by page", ofPages);
        }
    }

    /** @return seconds */
    private static double time(String what, Runnable work) {
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        System.gc(); // nobody pays for another's rubbish
        long cpu = process.getProcessCpuTime();
        long start = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%-36s %,10.0f vectors/s, %5.1f us of processor time each%n",
                what,
                IMAGES / seconds,
                (process.getProcessCpuTime() - cpu) / 1e3 / IMAGES);
        return seconds;
    }

    private static void print(String what, List<Double> ratios) {
        List<Double> warm = ratios.subList(1, ratios.size()).stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%.2f (%.2f to %.2f) %s; first round %.2f%n",
                warm.get(warm.size() / 2),
                warm.get(0),
                warm.get(warm.size() - 1),
                what,
                ratios.get(0));
    }

    private static void load(MemoryBackend backend) {
        IndexKeeper keeper = backend.open(new NoEmbedder());
        keeper.load(images -> {});
        if (keeper.index().size() != IMAGES) {
            throw new AssertionError(keeper.index().size());
        }
    }

    /** As many connections as a rebuild has. */
    private static void bare(EmbeddingStore embeddings) {
        EmbeddingScan scan = embeddings.scan(MODEL, DIMENSION);
        ExecutorService threads =
                Executors.newFixedThreadPool(Math.min(Runtime.getRuntime().availableProcessors(), 4));
        try {
            int images = count(threads, scan.imagePieces(), piece -> count(scan.imageQuery(piece)));
            int vectors = count(threads, scan.vectorPieces(), piece -> count(scan.vectorQuery(piece)));
            if (images != IMAGES || vectors != IMAGES) {
                throw new AssertionError(images + " " + vectors);
            }
        } finally {
            threads.shutdown();
        }
    }

    private static int count(ExecutorService threads, List<Piece> pieces, ToIntFunction<Piece> counter) {
        return pieces.stream()
                .map(piece -> CompletableFuture.supplyAsync(() -> counter.applyAsInt(piece), threads))
                .toList()
                .stream()
                .mapToInt(CompletableFuture::join)
                .sum();
    }

    private static int count(JdbcClient.StatementSpec query) {
        ResultSetExtractor<Integer> counter = rows -> {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        };
        return query.query(counter);
    }

    /** What a start did before there was a bulk load; an own page size, or H2 answers the question for missing ones from memory. */
    private void pages(EmbeddingStore embeddings) {
        embeddings.waiting(MODEL, 0, 16 + ofPages.size());
        MemoryIndex index = new MemoryIndex(DIMENSION);
        List<EmbeddingStore.Kept> page = embeddings.kept(MODEL, DIMENSION, index.through(), 1000);
        while (!page.isEmpty()) {
            index.add(page.stream()
                    .map(kept -> new GalleryIndex.Row(kept.entry(), Objects.requireNonNull(kept.embedding())))
                    .toList());
            page = embeddings.kept(MODEL, DIMENSION, index.through(), 1000);
        }
        if (index.size() != IMAGES) {
            throw new AssertionError(index.size());
        }
    }

    private static void fill(HikariDataSource dataSource) throws SQLException {
        Random random = new Random(1);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement image = connection.prepareStatement("""
                        INSERT INTO gallery_image (image_id, gallery, person_id, camera_id, modality, attributes,
                            content_type, sha256, created_at)
                        VALUES (?, 'default', ?, ?, 'visible', '{}', 'image/png', ?, CURRENT_TIMESTAMP)""");
                PreparedStatement picture =
                        connection.prepareStatement("INSERT INTO gallery_picture (image_id, picture) VALUES (?, ?)");
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
                picture.setObject(1, imageId);
                picture.setBytes(2, new byte[100]);
                picture.addBatch();
                StoredVector vector = StoredVector.of(vector(random));
                embedding.setObject(1, imageId);
                embedding.setBytes(2, vector.bytes());
                embedding.setLong(3, vector.checksum());
                embedding.addBatch();
                if (i % 1000 == 999) {
                    image.executeBatch();
                    picture.executeBatch();
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

    /** Of a model that has embedded everything. */
    private static final class NoEmbedder implements Embedder {
        @Override
        public String modelId() {
            return MODEL;
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
