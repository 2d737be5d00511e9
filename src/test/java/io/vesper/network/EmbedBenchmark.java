package io.vesper.network;

import io.vesper.bench.Rounds;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Embeds pictures of 256 x 128 with the published network on each engine, one thread, beside DJL's stock blocks, beside the blocks it
 * is trained with, and beside what libtorch multiplies at most: {@code mvn -Pbench test-compile exec:exec -Dbench=io.vesper.network.EmbedBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
public class EmbedBenchmark {
    private static final List<String> ENGINES = List.of("djl", "blocks", "pytorch", "onnxruntime", "int8");
    private static final List<Integer> BATCHES = List.of(1, 8);

    @Param({"djl", "blocks", "pytorch", "onnxruntime", "int8"})
    public String engine = "";

    @Param({"1", "8"})
    public int batch;

    private BenchmarkedNetwork network;
    private float[] pictures;

    @Setup
    public void open() throws IOException {
        network = BenchmarkedNetwork.open(engine);
        pictures = BenchmarkedNetwork.pictures(batch);
    }

    @Benchmark
    public Object embed() {
        return network.embed(pictures, batch);
    }

    @TearDown
    public void close() {
        network.close();
    }

    public static void main(String[] arguments) throws RunnerException, IOException {
        for (String engine : ENGINES) {
            BenchmarkedNetwork.open(engine).close(); // writes the files that the processes below read
        }
        Map<String, Options> benchmarks = new LinkedHashMap<>();
        for (int batch : BATCHES) {
            for (String engine : ENGINES) {
                benchmarks.put(
                        name(engine, batch),
                        new OptionsBuilder()
                                .include("^" + EmbedBenchmark.class.getName() + "\\.")
                                .param("engine", engine)
                                .param("batch", String.valueOf(batch))
                                .build());
            }
        }
        for (int size : SgemmBenchmark.SIZES) {
            benchmarks.put(
                    "sgemm " + size,
                    new OptionsBuilder()
                            .include("^" + SgemmBenchmark.class.getName() + "\\.")
                            .param("size", String.valueOf(size))
                            .build());
        }
        report(new Rounds(benchmarks));
    }

    private static String name(String engine, int batch) {
        return engine + ", batch " + batch;
    }

    private static void report(Rounds rounds) {
        double peak = 0;
        for (int size : SgemmBenchmark.SIZES) {
            double speed = SgemmBenchmark.operations(size) / rounds.cpu("sgemm " + size) / 1e6;
            peak = Math.max(peak, speed);
            System.out.printf(Locale.ROOT, "sgemm of %d x %d: %.1f GFLOP/s%n", size, size, speed);
        }
        for (int batch : BATCHES) {
            double stock = rounds.cpu(name("djl", batch));
            double blocks = rounds.cpu(name("blocks", batch));
            for (String engine : ENGINES) {
                double cpu = rounds.cpu(name(engine, batch));
                double share = batch * BenchmarkedNetwork.OPERATIONS / cpu / 1e6 / peak;
                System.out.printf(
                        Locale.ROOT,
                        "%-22s CPU %8.2f ms, wall %8.2f ms, %6.2f pictures/s, %.2f times djl's speed, %.2f times blocks', %5.1f %% of sgemm's%n",
                        name(engine, batch),
                        cpu,
                        rounds.wall(name(engine, batch)),
                        1e3 * batch / cpu,
                        stock / cpu,
                        blocks / cpu,
                        100 * share);
            }
        }
    }
}
