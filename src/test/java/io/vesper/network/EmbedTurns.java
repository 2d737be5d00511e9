package io.vesper.network;

import io.vesper.bench.Turns;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@link EmbedBenchmark} measures, in turns with PyTorch from Python: {@code src/test/benchmark/peers/run}. */
final class EmbedTurns {
    private EmbedTurns() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, Runnable> works = new HashMap<>();
        for (String engine : List.of("djl", "pytorch", "onnxruntime", "int8")) {
            BenchmarkedNetwork network = BenchmarkedNetwork.open(engine);
            for (int batch : List.of(1, 8)) {
                float[] pictures = BenchmarkedNetwork.pictures(batch);
                works.put(engine + " " + batch, () -> network.embed(pictures, batch));
            }
        }
        Turns.take(works);
    }
}
