package io.vesper.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.sun.management.OperatingSystemMXBean;
import io.vesper.bench.Turns;
import io.vesper.network.CrossModalNetwork;
import io.vesper.network.NetworkArchitecture;
import io.vesper.optimiser.Adam;
import io.vesper.optimiser.AdamSettings;
import io.vesper.preset.Presets;
import io.vesper.preset.TrainingSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Times a training step of the published network, three times ResNet-50 with 395 identities, on 8 pictures of 256 x 128: forward,
 * loss and backward (the gradient), then the optimiser (the move). {@code parity/step_benchmark.py} times the same in PyTorch.
 *
 * <p>No test: {@code OMP_WAIT_POLICY=PASSIVE mvn test -Dtest=StepBenchmark} runs it. {@code src/test/benchmark/peers/run} lets both
 * take turns.
 */
class StepBenchmark {
    private static final int STEPS = Integer.getInteger("steps", 3);
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final TrainingSettings settings = Presets.settings("paper", Map.of());
    private final float[] pixels = pixels();

    /** Takes turns with PyTorch. */
    public static void main(String[] args) {
        StepBenchmark benchmark = new StepBenchmark();
        try (CrossModalNetwork network = network();
                Adam adam = benchmark.adam(network)) {
            Turns.take(Map.of("step", () -> {
                benchmark.differentiate(network);
                benchmark.move(adam);
            }));
        }
    }

    @Test
    void aStepOfThePublishedNetwork() throws IOException {
        try (CrossModalNetwork network = network();
                Adam adam = adam(network)) {
            List<double[]> times = new ArrayList<>();
            for (int i = 0; i <= STEPS; i++) {
                double[] gradient = timed(() -> differentiate(network));
                double[] move = timed(() -> move(adam));
                times.add(new double[] {gradient[0], gradient[1], move[0], move[1]});
            }
            times.remove(0); // the first one compiles and allocates
            System.out.printf(
                    "step: gradient %.2f s, CPU %.2f s; move %.3f s, CPU %.3f s; peak %d MiB%n",
                    median(times, 0), median(times, 1), median(times, 2), median(times, 3), peakMiB());
        }
    }

    private static CrossModalNetwork network() {
        Engine.getInstance().setRandomSeed(1);
        return new CrossModalNetwork(NetworkArchitecture.paper(395), Device.cpu());
    }

    private Adam adam(CrossModalNetwork network) {
        return new Adam(
                ParameterGroups.of(network, settings.optimiser()), AdamSettings.COUPLED, network.newSubManager());
    }

    private void move(Adam adam) {
        adam.step(settings.optimiser().learningRate());
    }

    private void differentiate(CrossModalNetwork network) {
        try (NDManager scope = network.newSubManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray pictures = scope.create(pixels, new Shape(8, 3, 256, 128));
            BatchLabels.Rows rows = new BatchLabels.Rows(
                    scope.create(new long[] {0, 0, 0, 0, 1, 1, 1, 1}),
                    scope.create(new boolean[] {false, true, false, true, false, true, false, true}));
            collector.backward(
                    new TrainingObjective(settings.loss(), settings.passes().routing())
                            .of(
                                    network.forward(pictures, true),
                                    new BatchLabels(rows, rows, rows),
                                    settings.loss().weights())
                            .total());
        }
    }

    private static float[] pixels() {
        Random random = new Random(1);
        float[] pixels = new float[8 * 3 * 256 * 128];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextGaussian();
        }
        return pixels;
    }

    /** Seconds on the wall, and of all threads of the process. */
    private static double[] timed(Runnable work) {
        long wall = System.nanoTime();
        long cpu = PROCESS.getProcessCpuTime();
        work.run();
        return new double[] {(System.nanoTime() - wall) / 1e9, (PROCESS.getProcessCpuTime() - cpu) / 1e9};
    }

    private static double median(List<double[]> times, int column) {
        double[] sorted =
                times.stream().mapToDouble(time -> time[column]).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static long peakMiB() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
