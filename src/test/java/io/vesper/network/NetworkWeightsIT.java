package io.vesper.network;

import static io.vesper.network.SmallNetworks.NARROW;
import static io.vesper.network.SmallNetworks.SMALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vesper.checkpoint.SafetensorsFile;
import io.vesper.checkpoint.SafetensorsWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights that leave a network and come into one. */
class NetworkWeightsIT {
    @Test
    void aSavedNetworkComputesTheSame(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("model.safetensors");
        float[] images = random(2 * 3 * 64 * 32, 7);
        float[] expected;
        try (CrossModalNetwork network = new CrossModalNetwork(SMALL, Device.cpu());
                NDManager scope = network.newSubManager()) {
            network.forward(scope.create(images, new Shape(2, 3, 64, 32)), true);
            SafetensorsWriter.write(file, network.weights(), Map.of("format", "pt"));
            expected = sharedVisible(network, scope, images);
        }
        try (CrossModalNetwork network = new CrossModalNetwork(SMALL, Device.cpu());
                NDManager scope = network.newSubManager()) {
            assertThat(sharedVisible(network, scope, images)).isNotEqualTo(expected);
            network.load(SafetensorsFile.open(file));
            assertThat(sharedVisible(network, scope, images)).containsExactly(expected);
        }
    }

    @Test
    void weightsOfAnotherShapeAreRefusedWhole() {
        NetworkArchitecture other = new NetworkArchitecture(BackboneArchitecture.SMALL, true, NARROW, false, 6);
        try (CrossModalNetwork network = new CrossModalNetwork(SMALL, Device.cpu());
                CrossModalNetwork stranger = new CrossModalNetwork(other, Device.cpu())) {
            float[] before = network.weights().values("visible.encoder.conv1.weight");
            assertThatThrownBy(() -> network.load(stranger.weights()))
                    .hasMessageContaining("visible.classifier.weight")
                    .hasMessageContaining("[6, 128]")
                    .hasMessageContaining("[5, 128]");
            assertThat(network.weights().values("visible.encoder.conv1.weight")).containsExactly(before);
        }
    }

    private static float[] sharedVisible(CrossModalNetwork network, NDManager scope, float[] images) {
        NDArray batch = scope.create(images, new Shape(2, 3, 64, 32));
        return network.forward(batch, false).sharedVisible().representation().toFloatArray();
    }

    private static float[] random(int size, long seed) {
        Random random = new Random(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
