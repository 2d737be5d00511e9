package io.vesper.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import io.vesper.checkpoint.Precision;
import io.vesper.checkpoint.SafetensorsFile;
import io.vesper.checkpoint.SafetensorsWriter;
import io.vesper.checkpoint.TensorSource;
import io.vesper.onnx.ActivationRange;
import io.vesper.onnx.OnnxFile;
import io.vesper.onnx.OnnxNetwork;
import io.vesper.onnx.OnnxSignature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** The shared branch of the published network, ResNet-50 and its bottleneck, with random weights, on each engine. */
interface BenchmarkedNetwork extends AutoCloseable {
    int HEIGHT = 256;
    int WIDTH = 128;
    /** Multiplications and additions for one picture. */
    double OPERATIONS = 8.11e9;

    NetworkArchitecture ARCHITECTURE = NetworkArchitecture.paper(395);
    Path FOLDER = Path.of("target", "benchmark");

    /** @param pictures N of [3, 256, 128] one after another */
    Object embed(float[] pictures, int count);

    @Override
    void close();

    /** @param engine {@code djl} (its stock blocks), {@code blocks} (Vesper's, as in training), {@code pytorch}, {@code onnxruntime} or {@code int8} */
    static BenchmarkedNetwork open(String engine) throws IOException {
        return switch (engine) {
            case "djl" -> new Blocks(StockResNet.create());
            case "blocks" -> {
                Branch branch = new Branch(ARCHITECTURE);
                Blocks blocks = new Blocks(branch);
                ParameterTensors.copyInto(ParameterNames.of(ParameterNames.entry("shared", branch)), weights());
                yield blocks;
            }
            case "pytorch" -> new Folded();
            case "onnxruntime" -> new Graph(graph(engine, Map.of()));
            case "int8" -> new Graph(graph(engine, ranges()));
            default -> throw new IllegalArgumentException(engine);
        };
    }

    static float[] pictures(int count) {
        Random random = new Random(1);
        float[] pixels = new float[count * 3 * HEIGHT * WIDTH];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextGaussian();
        }
        return pixels;
    }

    private static TensorSource weights() throws IOException {
        Path file = FOLDER.resolve("resnet50.safetensors");
        if (!Files.exists(file)) {
            Files.createDirectories(FOLDER);
            Engine.getInstance().setRandomSeed(1);
            try (CrossModalNetwork network = new CrossModalNetwork(ARCHITECTURE, Device.cpu())) {
                SafetensorsWriter.write(file, BranchWeights.serving(network.weights()), Map.of(), Precision.FLOAT32);
            }
        }
        return SafetensorsFile.open(file);
    }

    private static Path graph(String name, Map<String, ActivationRange> ranges) throws IOException {
        Path file = FOLDER.resolve(name + ".onnx");
        if (!Files.exists(file)) {
            OnnxFile.write(file, weights(), signature(ranges));
        }
        return file;
    }

    private static OnnxSignature signature(Map<String, ActivationRange> ranges) {
        return new OnnxSignature(
                ARCHITECTURE, HEIGHT, WIDTH, EmbeddingKind.REPRESENTATION, VisibleInput.COLOUR, ranges, Map.of());
    }

    private static Map<String, ActivationRange> ranges() throws IOException {
        Path file = FOLDER.resolve("observed.onnx");
        OnnxFile.writeObserved(file, weights(), signature(Map.of()));
        Map<String, ActivationRange> ranges = new HashMap<>();
        try (OnnxNetwork network = new OnnxNetwork(file)) {
            network.observe(pictures(2), new boolean[2], (name, values) -> {
                float low = 0;
                float high = Float.MIN_NORMAL;
                while (values.hasRemaining()) {
                    float value = values.get();
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
                ranges.put(name, new ActivationRange(low, high));
            });
        }
        return ranges;
    }

    /** DJL's blocks in evaluation. */
    final class Blocks implements BenchmarkedNetwork {
        private final NDManager manager = NDManager.newBaseManager(Device.cpu(), Engine.getDefaultEngineName());
        private final ParameterStore store = new ParameterStore(manager, false);
        private final Block network;

        Blocks(Block network) {
            this.network = network;
            network.initialize(manager, DataType.FLOAT32, new Shape(1, 3, HEIGHT, WIDTH));
        }

        @Override
        public Object embed(float[] pictures, int count) {
            try (InferenceMode off = new InferenceMode();
                    NDManager scope = manager.newSubManager()) {
                NDArray input = scope.create(pictures, new Shape(count, 3, HEIGHT, WIDTH));
                return network.forward(store, new NDList(input), false).get(0).toFloatArray();
            }
        }

        @Override
        public void close() {
            manager.close();
        }
    }

    /** What Vesper runs on PyTorch. */
    final class Folded implements BenchmarkedNetwork {
        private final FoldedNetwork network;

        Folded() throws IOException {
            network = new FoldedNetwork(weights(), ARCHITECTURE, EmbeddingKind.REPRESENTATION, Device.cpu());
        }

        @Override
        public Object embed(float[] pictures, int count) {
            return network.embed(pictures, new long[] {count, 3, HEIGHT, WIDTH}, new boolean[count]);
        }

        @Override
        public void close() {
            network.close();
        }
    }

    /** What Vesper runs on ONNX Runtime. */
    final class Graph implements BenchmarkedNetwork {
        private final OnnxNetwork network;

        Graph(Path file) {
            network = new OnnxNetwork(file);
        }

        @Override
        public Object embed(float[] pictures, int count) {
            return network.embed(pictures, new boolean[count]);
        }

        @Override
        public void close() {
            network.close();
        }
    }
}
