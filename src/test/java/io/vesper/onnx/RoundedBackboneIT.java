package io.vesper.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import io.vesper.network.BackboneArchitecture;
import io.vesper.network.CrossModalNetwork;
import io.vesper.network.EmbeddingKind;
import io.vesper.network.NetworkArchitecture;
import io.vesper.network.NetworkArchitecture.BottleneckWidths;
import io.vesper.network.VisibleInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network in eight bits beside the same in single precision. */
class RoundedBackboneIT {
    private static final int HEIGHT = 64;
    private static final int WIDTH = 32;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"small, false", "small, true", "resnet50-half, false"})
    void eightBitsHardlyTurnAnEmbeddingAndNameEveryActivation(String backbone, boolean attends) throws IOException {
        NetworkArchitecture architecture = new NetworkArchitecture(
                BackboneArchitecture.named(backbone), attends, new BottleneckWidths(24, 20, 16, 8), false, 5);
        Engine.getInstance().setRandomSeed(3);
        try (CrossModalNetwork network = new CrossModalNetwork(architecture, Device.cpu())) {
            float[] images = noise(4 * 3 * HEIGHT * WIDTH);
            boolean[] infrared = {false, true, false, true};
            OnnxFile.writeObserved(file("observed"), network.weights(), signature(architecture, Map.of()));
            Map<String, ActivationRange> ranges = new HashMap<>();
            float[][] expected;
            try (OnnxNetwork observed = new OnnxNetwork(file("observed"))) {
                observed.observe(images, infrared, (name, values) -> {
                    float low = 0;
                    float high = 1e-3f;
                    while (values.hasRemaining()) {
                        float value = values.get();
                        low = Math.min(low, value);
                        high = Math.max(high, value);
                    }
                    ranges.put(name, new ActivationRange(low, high));
                });
                expected = observed.embed(images, infrared);
            }
            OnnxFile.write(file("rounded"), network.weights(), signature(architecture, ranges));
            try (OnnxNetwork rounded = new OnnxNetwork(file("rounded"))) {
                float[][] found = rounded.embed(images, infrared);
                for (int i = 0; i < found.length; i++) {
                    assertThat(cosine(found[i], expected[i]))
                            .isGreaterThan(0.97)
                            .isNotCloseTo(1, within(1e-9));
                }
            }
            ranges.remove("layer1.0.conv1");
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> OnnxFile.write(file("partial"), network.weights(), signature(architecture, ranges)))
                    .withMessageContaining("(layer1.0.conv1)");
        }
    }

    private Path file(String name) {
        return folder.resolve(name + ".onnx");
    }

    private static OnnxSignature signature(NetworkArchitecture architecture, Map<String, ActivationRange> ranges) {
        return new OnnxSignature(
                architecture, HEIGHT, WIDTH, EmbeddingKind.OBSERVATION, VisibleInput.COLOUR, ranges, Map.of());
    }

    private static float[] noise(int count) {
        Random random = new Random(11);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
