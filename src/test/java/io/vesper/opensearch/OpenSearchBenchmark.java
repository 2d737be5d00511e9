package io.vesper.opensearch;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.vesper.decode.ImageDecoder;
import io.vesper.decode.ImageLimits;
import io.vesper.index.Aggregation;
import io.vesper.index.BenchmarkGallery;
import io.vesper.index.GalleryIndex;
import io.vesper.index.GalleryName;
import io.vesper.index.HnswSettings;
import io.vesper.index.RankedPerson;
import io.vesper.index.SearchFilter;
import io.vesper.index.SearchOptions;
import io.vesper.index.TimeWindow;
import io.vesper.index.VectorStorage;
import io.vesper.serving.CropEmbedder;
import io.vesper.serving.EmbeddingLimits;
import io.vesper.serving.EmbeddingUpkeep;
import io.vesper.serving.IndexKeeper;
import io.vesper.serving.MemoryBackend;
import io.vesper.store.BenchmarkDatabase;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * What a cluster finds and how fast, beside indexes in memory, taking turns: {@code mvn test -Djacoco.skip -Dtest=OpenSearchBenchmark
 * -Dvesper.test.database=postgresql -Dvesper.test.opensearch=http://127.0.0.1:9200 [-Dimages=20000]}. Not one of the tests.
 */
class OpenSearchBenchmark {
    private static final int IMAGES = Integer.getInteger("images", 20_000);
    private static final int DIMENSION = 512;
    private static final int PROBES = Integer.getInteger("probes", 200);
    private static final int CLIENTS = 4;
    /** So few may have no graph. */
    private static final int GRAPHED = 20_000;

    private final BenchmarkGallery gallery = new BenchmarkGallery(IMAGES, DIMENSION);

    @TempDir
    Path folder;

    @Test
    void measure() throws Exception {
        try (HikariDataSource dataSource = new HikariDataSource()) {
            TestDatabase place = TestDatabase.at(folder.resolve("db"));
            dataSource.setJdbcUrl(place.url());
            dataSource.setUsername(place.username());
            Flyway.configure().dataSource(dataSource).load().migrate();
            BenchmarkDatabase.fill(dataSource, IMAGES, gallery);
            JdbcClient jdbc = JdbcClient.create(dataSource);
            measure(GalleryDatabase.of(jdbc, new JdbcTransactionManager(dataSource)));
        }
    }

    private void measure(GalleryDatabase database) throws Exception {
        IndexKeeper exact = memory(database, null).open(new NoEmbedder());
        IndexKeeper hnsw = memory(database, new HnswSettings(16, 100, 64, 2)).open(new NoEmbedder());
        OpenSearchSettings settings =
                OpenSearchSettingsTest.of(System.getProperty("vesper.test.opensearch"), "bench" + IMAGES);
        try (OpenSearchBackend backend = new OpenSearchBackend(
                settings,
                new EmbeddingUpkeep(database, crops(), new ReentrantLock()),
                database,
                new FeedMeters(new SimpleMeterRegistry()))) {
            IndexKeeper cluster = backend.open(new NoEmbedder());
            Map<String, IndexKeeper> keepers = new LinkedHashMap<>();
            keepers.put("exact", exact);
            keepers.put("hnsw", hnsw);
            keepers.put("opensearch", cluster);
            for (Map.Entry<String, IndexKeeper> keeper : keepers.entrySet()) {
                long start = System.nanoTime();
                keeper.getValue().load(images -> {});
                if (keeper.getKey().equals("hnsw")) {
                    settle(keeper.getValue().index());
                }
                System.out.printf(
                        Locale.ROOT, "built %-10s %,8.1f s%n", keeper.getKey(), (System.nanoTime() - start) / 1e9);
            }
            print(settings);
            for (double share : new double[] {1, 0.5, 0.1, 0.01}) {
                compare(keepers, share);
            }
            try (SearchCluster admin = new SearchCluster(settings, settings.feedTimeout())) {
                keepers.values().forEach(keeper -> keeper.index().close());
                admin.delete("/" + new IndexNames(settings.prefix(), "any").pattern());
            }
        }
    }

    /** Graphs are built beside the gallery; small galleries and the last few images have none. */
    private static void settle(GalleryIndex index) throws InterruptedException {
        if (IMAGES < GRAPHED) {
            return;
        }
        int before = -1;
        while (index.inGraphs() > before || index.inGraphs() < IMAGES - GRAPHED) {
            before = index.inGraphs();
            Thread.sleep(5000);
        }
        System.out.printf(Locale.ROOT, "%,d images are in graphs%n", index.inGraphs());
    }

    private static void print(OpenSearchSettings settings) {
        try (SearchCluster admin = new SearchCluster(settings, settings.feedTimeout())) {
            long bytes = admin.get("/" + new IndexNames(settings.prefix(), "any").pattern() + "/_stats/store")
                    .body()
                    .at("/_all/total/store/size_in_bytes")
                    .asLong();
            System.out.printf(Locale.ROOT, "disk %,d MB; nodes' memory %,d MB%n", bytes >> 20, nodesMemory());
        }
    }

    /** Resident, of all nodes on this machine. */
    private static long nodesMemory() {
        return ProcessHandle.allProcesses()
                .filter(process ->
                        process.info().commandLine().orElse("").contains("org.opensearch.bootstrap.OpenSearch"))
                .mapToLong(process -> resident(process.pid()))
                .sum();
    }

    private static long resident(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compare(Map<String, IndexKeeper> keepers, double share) throws Exception {
        SearchOptions options = new SearchOptions(filter(share), -1, 10, 1, Aggregation.MAX);
        Map<String, List<Double>> millis = new LinkedHashMap<>();
        Map<String, Integer> found = new LinkedHashMap<>();
        int wanted = 0;
        for (int probe = 0; probe < PROBES + 20; probe++) {
            List<String> expected = List.of();
            for (Map.Entry<String, IndexKeeper> keeper : keepers.entrySet()) { // exact comes first
                long start = System.nanoTime();
                List<RankedPerson> people = keeper.getValue()
                        .index()
                        .search(gallery.probe(probe), options)
                        .people();
                double took = (System.nanoTime() - start) / 1e6;
                if (probe < 20) {
                    continue; // warms up
                }
                List<String> ids = people.stream()
                        .map(person -> String.valueOf(person.person()))
                        .toList();
                expected = keeper.getKey().equals("exact") ? ids : expected;
                millis.computeIfAbsent(keeper.getKey(), k -> new ArrayList<>()).add(took);
                found.merge(
                        keeper.getKey(),
                        (int) expected.stream().filter(ids::contains).count(),
                        Integer::sum);
            }
            wanted += expected.size();
        }
        for (Map.Entry<String, IndexKeeper> keeper : keepers.entrySet()) {
            double[] sorted = millis.get(keeper.getKey()).stream()
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .toArray();
            System.out.printf(
                    Locale.ROOT,
                    "%,d images, filter %3.0f %%, %-10s recall@10 %.4f  p50 %7.2f ms  p95 %7.2f ms  %,7.0f queries/s by %d clients%n",
                    IMAGES,
                    share * 100,
                    keeper.getKey(),
                    found.get(keeper.getKey()) / (double) wanted,
                    sorted[sorted.length / 2],
                    sorted[sorted.length * 95 / 100],
                    rate(keeper.getValue().index(), options),
                    CLIENTS);
        }
    }

    private double rate(GalleryIndex index, SearchOptions options) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        long end = start + 3_000_000_000L;
        CompletableFuture<?>[] all = new CompletableFuture<?>[CLIENTS];
        Arrays.setAll(
                all,
                client -> CompletableFuture.runAsync(
                        () -> {
                            while (System.nanoTime() < end) {
                                index.search(gallery.probe(next.getAndIncrement()), options);
                            }
                        },
                        clients));
        CompletableFuture.allOf(all).get();
        clients.shutdown();
        return next.get() / ((System.nanoTime() - start) / 1e9);
    }

    /** The i-th image was captured in the second i * 7919 mod N. */
    private static SearchFilter filter(double share) {
        TimeWindow window = share == 1
                ? TimeWindow.ALWAYS
                : new TimeWindow(Instant.EPOCH, Instant.ofEpochSecond((long) (IMAGES * share)));
        return new SearchFilter(GalleryName.DEFAULT, null, Set.of(), Set.of(), window);
    }

    private static MemoryBackend memory(GalleryDatabase database, @Nullable HnswSettings hnsw) {
        return new MemoryBackend(database, crops(), new ReentrantLock(), VectorStorage.FLOAT32, hnsw);
    }

    private static CropEmbedder crops() {
        return new CropEmbedder(
                new ImageDecoder(ImageLimits.DEFAULT),
                EmbeddingLimits.DEFAULT,
                new SimpleMeterRegistry(),
                ObservationRegistry.NOOP);
    }
}
