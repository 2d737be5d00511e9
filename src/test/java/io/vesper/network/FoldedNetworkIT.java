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
import ai.djl.training.ParameterStore;
import io.vesper.checkpoint.TensorSource;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
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
            assertMaps(network, images, output);
            assertPlaces(network, scope, images);
        }
    }

    /** Pooling is the mean over places, so the mean of a map is the observation that the bottleneck gets. */
    private static void assertMaps(CrossModalNetwork network, float[] images, NetworkOutput output) {
        float[][] expected = {
            row(output.sharedVisible().observation(), 0),
            row(output.sharedInfrared().observation(), 1),
            row(output.sharedInfrared().observation(), 2),
            row(output.sharedVisible().observation(), 3)
        };
        for (EmbeddingKind kind : EmbeddingKind.values()) {
            try (FoldedNetwork folded =
                    new FoldedNetwork(network.weights(), network.architecture(), kind, Device.cpu())) {
                List<FeatureMap> maps =
                        folded.featureMaps(images, new long[] {4, 3, 64, 32}, new boolean[] {false, true, true, false});
                for (int i = 0; i < expected.length; i++) {
                    assertThat(mean(maps.get(i))).containsExactly(expected[i], within(5e-4f));
                }
            }
        }
    }

    /** Place by place it is the last stage's map, each channel behind the neck. */
    private static void assertPlaces(CrossModalNetwork network, NDManager scope, float[] images) {
        NDArray first = scope.create(Arrays.copyOf(images, 3 * 64 * 32), new Shape(1, 3, 64, 32));
        List<NDArray> stages = List.copyOf(network.sharedBackbone()
                .maps(new ParameterStore(scope, false), first)
                .values());
        NDArray last = stages.get(stages.size() - 1);
        float[] neck = behindNeck(last.toFloatArray(), last.getShape(), network.weights());
        try (FoldedNetwork folded =
                new FoldedNetwork(network.weights(), network.architecture(), EmbeddingKind.ALL, Device.cpu())) {
            FeatureMap map = folded.featureMaps(images, new long[] {4, 3, 64, 32}, new boolean[4])
                    .get(0);
            assertThat(new Shape(1, map.channels(), map.rows(), map.columns())).isEqualTo(last.getShape());
            assertThat(map.values()).containsExactly(neck, within(2e-3f));
        }
    }

    private static float[] behindNeck(float[] map, Shape shape, TensorSource weights) {
        float[] weight = weights.values("shared.neck.weight");
        float[] mean = weights.values("shared.neck.running_mean");
        float[] variance = weights.values("shared.neck.running_var");
        int places = (int) (shape.get(2) * shape.get(3));
        float[] behind = new float[map.length];
        for (int i = 0; i < map.length; i++) {
            int c = i / places;
            behind[i] = (float) ((map[i] - mean[c]) / Math.sqrt(variance[c] + 1e-5) * weight[c]);
        }
        return behind;
    }

    private static float[] mean(FeatureMap map) {
        float[] mean = new float[map.channels()];
        for (int i = 0; i < map.values().length; i++) {
            mean[i / map.places()] += map.values()[i] / map.places();
        }
        return mean;
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
