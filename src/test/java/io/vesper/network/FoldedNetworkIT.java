package io.vesper.network;

import static io.vesper.network.SmallNetworks.NARROW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedNetworkIT {

    @ParameterizedTest
    @CsvSource({"small,false", "resnet50-half,false", "resnet18,false", "small,true"})
    void theFoldedNetworkEqualsTheBlocksInEvaluation(String backbone, boolean attends) {
        NetworkArchitecture architecture =
                new NetworkArchitecture(BackboneArchitecture.named(backbone), attends, NARROW, false, 5);
        Engine.getInstance().setRandomSeed(3);
        try (CrossModalNetwork network = new CrossModalNetwork(architecture, Device.cpu());
                NDManager scope = network.newSubManager()) {
            float[] images = random(4 * 3 * 64 * 32, 3);
            NDArray batch = scope.create(images, new Shape(4, 3, 64, 32));
            network.parameters().forEach((name, parameter) -> {
                if (name.endsWith("gamma")) {
                    parameter.getArray().set(new float[] {0.3f});
                }
            });
            for (int i = 0; i < 30; i++) {
                network.forward(batch, true); // moves running statistics to the batch's
            }
            NetworkOutput output = network.forward(batch, false);
            float[][] expected = {
                row(output.sharedVisible().representation(), 0),
                row(output.sharedInfrared().representation(), 1),
                row(output.sharedInfrared().representation(), 2),
                row(output.sharedVisible().representation(), 3)
            };
            assertFolded(network, images, expected);
        }
    }

    private static void assertFolded(CrossModalNetwork network, float[] images, float[][] expected) {
        try (FoldedNetwork folded = new FoldedNetwork(
                network.weights(), network.architecture(), EmbeddingKind.REPRESENTATION, Device.cpu())) {
            reuseFreedMemory();
            float[][] rows = folded.embed(images, new long[] {4, 3, 64, 32}, new boolean[] {false, true, true, false});
            for (int i = 0; i < rows.length; i++) {
                assertThat(rows[i]).containsExactly(expected[i], within(5e-4f));
            }
        }
    }

    /** The engine may look at memory that Java owns: what Java has freed must not be weights. */
    private static void reuseFreedMemory() {
        for (int i = 0; i < 5; i++) {
            System.gc();
            ByteBuffer.allocateDirect(50_000_000).putDouble(0, Double.NaN);
        }
    }

    private static float[] row(NDArray matrix, int row) {
        return new NDList(matrix.get(row)).singletonOrThrow().toFloatArray();
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
