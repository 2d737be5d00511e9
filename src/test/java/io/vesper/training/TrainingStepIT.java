package io.vesper.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.vesper.dataset.CrossModalBatch;
import io.vesper.network.CrossModalNetwork;
import io.vesper.optimiser.Adam;
import io.vesper.optimiser.AdamSettings;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import io.vesper.preset.TrainingSettings;
import io.vesper.training.BatchQueue.LoadedBatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrainingStepIT {
    private static final TrainingSettings SETTINGS = TinyTraining.settings(Map.of("network.dropout", 0));
    private static final int PIXELS = 3 * 32 * 16;

    private static final CrossModalBatch PEOPLE = batch(0);
    private static final CrossModalBatch OTHERS = batch(2);

    /** Two identities, two pictures of each modality. */
    private static CrossModalBatch batch(int firstIdentity) {
        List<PersonImage> images = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Modality modality = i % 2 == 0 ? Modality.VISIBLE : Modality.INFRARED;
            images.add(new PersonImage(Path.of("x"), new PersonId("1"), new CameraId("cam1"), modality));
            labels.add(firstIdentity + i / 4);
        }
        return new CrossModalBatch(images, labels);
    }

    private static float[] pictures(CrossModalBatch batch) {
        Random random = new Random(batch.identityLabels().get(0));
        float[] pictures = new float[batch.images().size() * PIXELS];
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] = (float) random.nextGaussian();
        }
        return pictures;
    }

    /** A network after one step on the parts. */
    private static float[] weightsAfter(CrossModalBatch... parts) {
        Engine.getInstance().setRandomSeed(5);
        try (CrossModalNetwork network = network();
                Adam adam = adam(network)) {
            step(network, adam, parts);
            return network.weights().values("shared.encoder.layer3.0.conv1.weight");
        }
    }

    private static CrossModalNetwork network() {
        CrossModalNetwork network = new CrossModalNetwork(SETTINGS.network().architecture(4), Device.cpu());
        network.useDropout(0);
        return network;
    }

    private static Adam adam(CrossModalNetwork network) {
        return new Adam(
                ParameterGroups.of(network, SETTINGS.optimiser()), AdamSettings.COUPLED, network.newSubManager());
    }

    private static Map<String, Double> step(CrossModalNetwork network, Adam adam, CrossModalBatch... parts) {
        List<CrossModalBatch> all = List.of(parts);
        LoadedBatch loaded =
                new LoadedBatch(all, all.stream().map(TrainingStepIT::pictures).toList());
        return new TrainingStep(SETTINGS, network, adam).take(loaded, 0, 0.001);
    }

    /** Batch statistics and rankings are a part's own, so a part twice is the part once. */
    @Test
    void partsMoveTheWeightsByTheMeanOfTheirGradients() {
        float[] once = weightsAfter(PEOPLE);
        assertClose(weightsAfter(PEOPLE, PEOPLE), once);
        assertClose(weightsAfter(OTHERS, PEOPLE), weightsAfter(PEOPLE, OTHERS));
        assertThat(distance(weightsAfter(PEOPLE, OTHERS), once)).isGreaterThan(1e-4);
    }

    @Test
    void nothingOfAStepStaysInMemory() {
        try (CrossModalNetwork network = network();
                Adam adam = adam(network);
                NDManager scope = network.newSubManager()) {
            NDManager owner = scope.getParentManager();
            step(network, adam, PEOPLE);
            int arrays = owner.getManagedArrays().size();
            for (int i = 0; i < 20; i++) {
                step(network, adam, PEOPLE, OTHERS);
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
