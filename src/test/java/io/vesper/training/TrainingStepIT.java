package io.vesper.training;

import static io.vesper.training.MadeUpBatches.batch;
import static io.vesper.training.MadeUpBatches.joined;
import static io.vesper.training.MadeUpBatches.loaded;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.vesper.dataset.CrossModalBatch;
import io.vesper.network.CrossModalNetwork;
import io.vesper.optimiser.Adam;
import io.vesper.optimiser.AdamSettings;
import io.vesper.preset.TrainingSettings;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingStepIT {
    private static final TrainingSettings SETTINGS = TinyTraining.settings(Map.of("network.dropout", 0));
    private static final CrossModalBatch PEOPLE = batch(0, 0);
    private static final CrossModalBatch OTHERS = batch(8, 2);
    /** So large an epsilon that a first step moves weights in proportion to their gradients, however small those are. */
    private static final AdamSettings PROPORTIONAL = new AdamSettings(0.9f, 0.999f, 1000, false);

    private static final double RATE = 1000;

    /** The weights of a network after one step on the parts. */
    private static float[] weightsAfter(CrossModalBatch... parts) {
        Engine.getInstance().setRandomSeed(5);
        try (CrossModalNetwork network = network();
                Adam adam = adam(network, AdamSettings.COUPLED)) {
            step(SETTINGS, network, adam, parts);
            return network.weights().values("shared.encoder.layer3.0.conv1.weight");
        }
    }

    private static CrossModalNetwork network() {
        CrossModalNetwork network = new CrossModalNetwork(SETTINGS.network().architecture(4), Device.cpu());
        network.useDropout(0);
        return network;
    }

    private static Adam adam(CrossModalNetwork network, AdamSettings settings) {
        return new Adam(ParameterGroups.of(network, SETTINGS.optimiser()), settings, network.newSubManager());
    }

    private static Map<String, Double> step(
            TrainingSettings settings, CrossModalNetwork network, Adam adam, CrossModalBatch... parts) {
        return new TrainingStep(settings, network, adam).take(loaded(List.of(parts)), 0, 0.001);
    }

    /** Batch statistics and rankings are a part's own, so a part twice is the part once. */
    @Test
    void partsMoveTheWeightsByTheMeanOfTheirGradients() {
        float[] once = weightsAfter(PEOPLE);
        assertClose(weightsAfter(PEOPLE, PEOPLE), once);
        assertClose(weightsAfter(OTHERS, PEOPLE), weightsAfter(PEOPLE, OTHERS));
        assertThat(distance(weightsAfter(PEOPLE, OTHERS), once)).isGreaterThan(1e-4);
    }

    /** The second part has the first one's pictures as other people, so that each part's statistics are the whole batch's. */
    @Test
    void byTheIdentityLossPartsWithTheWholeBatchsStatisticsMoveTheWeightsAsTheWholeBatchDoes() {
        CrossModalBatch whole = joined(PEOPLE, batch(0, 2));
        CrossModalBatch[] parts = whole.parts(2).toArray(CrossModalBatch[]::new);
        float[] start = stepOfIdentityLoss(0, whole);
        float[] expected = stepOfIdentityLoss(RATE, whole);
        double moved = distance(expected, start);

        assertThat(distance(stepOfIdentityLoss(RATE, parts), expected)).isLessThan(1e-5 * moved);
        assertThat(distance(stepOfIdentityLoss(RATE, parts[0]), expected)).isGreaterThan(0.1 * moved);
        assertThat(distance(stepOfIdentityLoss(RATE, PEOPLE, OTHERS), stepOfIdentityLoss(RATE, joined(PEOPLE, OTHERS))))
                .as("with statistics of their own")
                .isGreaterThan(0.1 * moved);
    }

    /** All weights after one step of the identity loss alone, which is a mean over pictures. */
    private static float[] stepOfIdentityLoss(double learningRate, CrossModalBatch... parts) {
        TrainingSettings settings = TinyTraining.settings(Map.of(
                "network.dropout",
                0,
                "loss.weights.metric",
                0,
                "loss.weights.mutualLearning",
                0,
                "loss.weights.variational",
                0));
        Engine.getInstance().setRandomSeed(5);
        try (CrossModalNetwork network = network();
                Adam adam = adam(network, PROPORTIONAL)) {
            new TrainingStep(settings, network, adam).take(loaded(List.of(parts)), 0, learningRate);
            return trained(network);
        }
    }

    private static float[] trained(CrossModalNetwork network) {
        List<float[]> weights = network.parameters().entrySet().stream()
                .filter(entry -> entry.getValue().requiresGradient())
                .map(entry -> network.weights().values(entry.getKey()))
                .toList();
        FloatBuffer all = FloatBuffer.allocate(
                weights.stream().mapToInt(values -> values.length).sum());
        weights.forEach(all::put);
        return all.array();
    }

    @Test
    void nothingOfAStepStaysInMemory() {
        try (CrossModalNetwork network = network();
                Adam adam = adam(network, AdamSettings.COUPLED);
                NDManager scope = network.newSubManager()) {
            NDManager owner = scope.getParentManager();
            step(SETTINGS, network, adam, PEOPLE);
            int arrays = owner.getManagedArrays().size();
            for (int i = 0; i < 20; i++) {
                step(SETTINGS, network, adam, PEOPLE, OTHERS);
            }
            assertThat(owner.getManagedArrays()).hasSize(arrays);
        }
    }

    private static void assertClose(float[] actual, float[] expected) {
        assertThat(distance(actual, expected)).isLessThan(2e-6);
    }

    private static double distance(float[] actual, float[] expected) {
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(actual[i] - expected[i]));
        }
        return largest;
    }
}
