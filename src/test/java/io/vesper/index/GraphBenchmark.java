package io.vesper.index;

import io.vesper.kernel.Kernels;
import io.vesper.scoring.ProbeCalibration;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.apache.lucene.util.Bits;
import org.junit.jupiter.api.Test;

/**
 * Searches by graphs beside exact ones, in turns in one process: {@code mvn test -Djacoco.skip -Dtest=GraphBenchmark}, with {@code
 * -Dimages}, {@code -Ddimension}, {@code -Dstorage=int8}, {@code -Dqueries} and {@code -Def=32,64}; a million images need {@code -Djvm.flags='-Xmx8g
 * --add-modules jdk.incubator.vector'}. Not one of the tests.
 */
class GraphBenchmark {
    private static final int IMAGES = Integer.getInteger("images", 100_000);
    private static final int DIMENSION = Integer.getInteger("dimension", 512);
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final int QUERIES = Integer.getInteger("queries", 200);
    private static final int[] EF = Arrays.stream(
                    System.getProperty("ef", "16,32,64,128").split(","))
            .mapToInt(Integer::parseInt)
            .toArray();
    private static final String STORAGE = System.getProperty("storage", "float32");
    private static final int M = Integer.getInteger("m", 16);
    private static final int EF_CONSTRUCTION = Integer.getInteger("efConstruction", 100);
    private static final int THREADS = Integer.getInteger("buildThreads", 2);
    private static final int WANTED = 10;
    private static final SearchFilter EVERYTHING = SearchFilter.everythingIn(GalleryName.DEFAULT);

    private final BenchmarkGallery gallery = new BenchmarkGallery(IMAGES, DIMENSION);
    private final List<ProbeVectors> probes =
            IntStream.range(0, QUERIES).mapToObj(gallery::probe).toList();

    @Test
    void measure() throws InterruptedException {
        VectorStorage storage =
                STORAGE.equals("int8") ? new Int8Storage(Path.of("target", "benchmark")) : VectorStorage.FLOAT32;
        new IndexWarmUp(storage).run(DIMENSION);
        MemoryIndex index = new MemoryIndex(DIMENSION, storage, new HnswSettings(M, EF_CONSTRUCTION, EF[0], THREADS));
        long start = System.nanoTime();
        gallery.fill(index);
        double filled = seconds(start);
        long vectors = usedMemory();
        start = System.nanoTime();
        index.settle();
        double built = seconds(start);
        System.out.printf(
                Locale.ROOT,
                "%,d x %d, %s: filled in %.0f s; graphs in %.0f s more, of %,d images, %d MB beside %d MB%n",
                index.size(),
                DIMENSION,
                STORAGE,
                filled,
                built,
                index.inGraphs(),
                (usedMemory() - vectors) >> 20,
                vectors >> 20);
        ProbeCalibration calibration =
                index.calibration(GalleryName.DEFAULT).forProbe(probes.get(0).modality());
        Searches exact = new Searches(index.snapshot().with(index.snapshot().chunks(), List.of()), calibration);
        Kind images = new Kind("nearest images", Searches::images, exact);
        Kind people = new Kind("people", Searches::people, exact);
        for (int ef : EF) {
            printSteps(index.snapshot().graphs(), ef);
            Searches searches = new Searches(withEf(index.snapshot(), ef), calibration);
            measure(ef, images, searches);
            measure(ef, people, searches);
        }
    }

    /** What {@link GraphWalks} expects, and what a step takes. */
    private void printSteps(List<RowGraph> graphs, int ef) {
        for (RowGraph graph : graphs) {
            long steps = 0;
            long start = System.nanoTime();
            for (ProbeVectors probe : probes) {
                NearestRows nearest = new NearestRows(ef, 0, ordinal -> ordinal, Long.MAX_VALUE);
                graph.walk(Kernels.best(), ScanProbe.of(probe.vectors().get(0)), new Bits.MatchAllBits(0), nearest);
                steps += nearest.visitedCount();
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.1f steps for each of %d in view, %.0f ns a step%n",
                    graph.key().modality(),
                    (double) steps / QUERIES / ef,
                    ef,
                    (System.nanoTime() - start) / (double) steps);
        }
    }

    /** Searches of one snapshot. */
    private final class Searches {
        private final ScanQueue scans;
        private final ProbeCalibration calibration;

        Searches(IndexSnapshot snapshot, ProbeCalibration calibration) {
            this.scans = new ScanQueue(() -> snapshot);
            this.calibration = calibration;
        }

        Set<Object> images(int query) {
            Set<Object> found = new HashSet<>();
            new IndexSearch(scans, probes.get(query), calibration)
                    .images(EVERYTHING, WANTED, ReRanking.NONE)
                    .forEach(match -> found.add(match.imageId()));
            return found;
        }

        Set<Object> people(int query) {
            Set<Object> found = new HashSet<>();
            new IndexSearch(scans, probes.get(query), calibration)
                    .people(new SearchOptions(EVERYTHING, -1, WANTED, 3, Aggregation.MAX))
                    .people()
                    .forEach(person -> found.add(person.person()));
            return found;
        }
    }

    /** A kind of search, and what an exact one finds. */
    private final class Kind {
        private final String name;
        private final BiFunction<Searches, Integer, Set<Object>> search;
        private final Searches exact;
        private final List<Set<Object>> truth;

        Kind(String name, BiFunction<Searches, Integer, Set<Object>> search, Searches exact) {
            this.name = name;
            this.search = search;
            this.exact = exact;
            this.truth = IntStream.range(0, QUERIES)
                    .mapToObj(query -> search.apply(exact, query))
                    .toList();
        }

        double recall(Searches searches) {
            int found = 0;
            int all = 0;
            for (int query = 0; query < QUERIES; query++) {
                Set<Object> both = new HashSet<>(search.apply(searches, query));
                both.retainAll(truth.get(query));
                found += both.size();
                all += truth.get(query).size();
            }
            return (double) found / all;
        }

        double rate(Searches searches, int queries) {
            long start = System.nanoTime();
            for (int query = 0; query < queries; query++) {
                search.apply(searches, query);
            }
            return queries / seconds(start);
        }
    }

    private static void measure(int ef, Kind kind, Searches searches) {
        double recall = kind.recall(searches);
        double[] ratios = new double[ROUNDS];
        double[] rates = new double[ROUNDS];
        double[] exactRates = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            rates[round] = kind.rate(searches, QUERIES);
            exactRates[round] = kind.rate(kind.exact, Math.max(5, QUERIES / 20));
            ratios[round] = rates[round] / exactRates[round];
        }
        System.out.printf(
                Locale.ROOT,
                "%-15s ef %4d: recall@%d %.4f, %.0f searches/s, exact %.1f, ratio %.1f (%.1f to %.1f)%n",
                kind.name,
                ef,
                WANTED,
                recall,
                median(rates),
                median(exactRates),
                median(ratios),
                Arrays.stream(ratios).min().orElseThrow(),
                Arrays.stream(ratios).max().orElseThrow());
    }

    private static IndexSnapshot withEf(IndexSnapshot snapshot, int ef) {
        return snapshot.with(
                snapshot.chunks(),
                snapshot.graphs().stream()
                        .map(graph -> new RowGraph(graph.key(), graph.rows(), graph.neighbours(), graph.reached(), ef))
                        .toList());
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
