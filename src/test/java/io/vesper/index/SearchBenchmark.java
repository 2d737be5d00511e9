package io.vesper.index;

import io.vesper.kernel.Kernel;
import io.vesper.kernel.Kernels;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.scoring.Calibration;
import io.vesper.scoring.ProbeCalibration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Searches beside what the machine can do, measured in turns in one process: {@code mvn test -Djacoco.skip -Dtest=SearchBenchmark},
 * with {@code -Dimages} and {@code -Ddimension}; a million images need {@code -Djvm.flags='-Xmx5g --add-modules jdk.incubator.vector'}.
 * Not one of the tests.
 */
class SearchBenchmark {
    private static final int IMAGES = Integer.getInteger("images", 100_000);
    private static final int DIMENSION = Integer.getInteger("dimension", 512);
    private static final int ROUNDS = Integer.getInteger("rounds", 9);
    private static final int BATCH = 64;

    private final Kernel kernel = Kernels.best();
    private final BenchmarkGallery gallery = new BenchmarkGallery(IMAGES, DIMENSION);
    private final MemoryIndex index = new MemoryIndex(DIMENSION);
    private final MemoryIndex int8 = new MemoryIndex(DIMENSION, new Int8Storage(Path.of("target", "benchmark")), null);
    private final ProbeCalibration calibration = Calibration.NONE.forProbe(Modality.VISIBLE);
    private int queries;

    @Test
    void measure() {
        gallery.fill(index);
        gallery.fill(int8);
        MachineProbe machine = new MachineProbe(256);
        index.calibration(GalleryName.DEFAULT);
        double bytes = 4.0 * IMAGES * DIMENSION;
        List<Measured> all = new ArrayList<>();
        Measured stream1 = add(all, "memory, 1 thread (GB/s)", () -> machine.stream(1) / 1e9);
        Measured stream2 = add(all, "memory, all threads (GB/s)", () -> machine.stream(2) / 1e9);
        Measured images = add(all, "nearest images (GB/s)", () -> bytes / seconds(this::images) / 1e9);
        Measured people = add(all, "people (GB/s)", () -> bytes / seconds(this::people) / 1e9);
        Measured small = add(all, "people by int8 (GB/s of float32)", () -> bytes / seconds(this::small) / 1e9);
        Measured sgemm = add(all, "sgemm of libtorch (GFLOP/s)", () -> MachineProbe.sgemm(1536) / 1e9);
        Measured batch =
                add(all, "64 searches at once (GFLOP/s)", () -> bytes / 2 * BATCH / seconds(this::batch) / 1e9);
        List<Measured> filtered = new ArrayList<>();
        for (int cameras : new int[] {20, 19, 10, 5, 2, 1}) {
            filtered.add(add(all, cameras + " of 20 cameras (ms)", () -> 1e3 * seconds(() -> filtered(cameras))));
        }
        for (int round = 0; round < ROUNDS; round++) {
            all.forEach(Measured::run);
        }
        System.out.printf(
                Locale.ROOT,
                "%,d images of %d values, %s, Java %s%n",
                IMAGES,
                DIMENSION,
                kernel.name(),
                Runtime.version());
        all.forEach(System.out::println);
        print("nearest images / memory", images.ratio(stream2));
        print("people / memory", people.ratio(stream2));
        print("people by int8 / people", small.ratio(people));
        print("64 searches / sgemm", batch.ratio(sgemm));
        print("memory of one thread / of all", stream1.ratio(stream2));
        filtered.forEach(some -> print(some.name + " / all", some.ratio(filtered.get(0))));
    }

    private static void print(String what, double ratio) {
        System.out.printf(Locale.ROOT, "%-44s %.3f%n", what, ratio);
    }

    private static Measured add(List<Measured> all, String name, DoubleSupplier measure) {
        Measured measured = new Measured(name, measure);
        all.add(measured);
        return measured;
    }

    private static double seconds(Runnable work) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            work.run();
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        return best;
    }

    private void images() {
        index.nearest(gallery.probe(queries++), SearchFilter.everythingIn(GalleryName.DEFAULT), 10, ReRanking.NONE);
    }

    private void people() {
        index.search(gallery.probe(queries++), options(SearchFilter.everythingIn(GalleryName.DEFAULT)));
    }

    private void small() {
        int8.search(gallery.probe(queries++), options(SearchFilter.everythingIn(GalleryName.DEFAULT)));
    }

    private void filtered(int cameras) {
        Set<CameraId> some = Set.copyOf(IntStream.range(0, cameras)
                .mapToObj(camera -> new CameraId("c" + camera))
                .toList());
        SearchFilter filter = new SearchFilter(GalleryName.DEFAULT, null, some, Set.of(), TimeWindow.ALWAYS);
        index.search(gallery.probe(queries++), options(filter));
    }

    private static SearchOptions options(SearchFilter filter) {
        return new SearchOptions(filter, -1, 10, 3, Aggregation.MAX);
    }

    private void batch() {
        List<ScanRequest<?>> requests = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            ProbeVectors probe = gallery.probe(queries++);
            requests.add(new ScanRequest<>(
                    probe.vectors(),
                    snapshot -> RowFilter.of(
                            SearchFilter.everythingIn(GalleryName.DEFAULT),
                            snapshot.codes().kinds()),
                    scan -> new BestRows(
                            10,
                            BestRows.RowKey.PERSON,
                            new Scoring(kernel, probe, calibration, ScoreFloor.of(-1), scan))));
        }
        new ScanPass(kernel, index.snapshot(), requests).run(Workers.ALL);
        requests.forEach(request -> ((BestRows) request.collected()).ranked());
    }

    /** Something that is measured in each round; the median counts, and the median of ratios of one round. */
    private static final class Measured {
        private final String name;
        private final DoubleSupplier measure;
        private final List<Double> values = new ArrayList<>();

        Measured(String name, DoubleSupplier measure) {
            this.name = name;
            this.measure = measure;
        }

        void run() {
            values.add(measure.getAsDouble());
        }

        double ratio(Measured other) {
            return median(IntStream.range(0, values.size())
                    .mapToDouble(i -> values.get(i) / other.values.get(i))
                    .toArray());
        }

        private static double median(double[] values) {
            Arrays.sort(values);
            return values[values.length / 2];
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%-44s %.2f (%.2f to %.2f)",
                    name,
                    median(values.stream().mapToDouble(Double::doubleValue).toArray()),
                    values.stream().min(Double::compare).orElseThrow(),
                    values.stream().max(Double::compare).orElseThrow());
        }
    }
}
