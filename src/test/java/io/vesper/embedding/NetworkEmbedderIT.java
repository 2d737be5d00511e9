package io.vesper.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import io.vesper.decode.RgbImage;
import io.vesper.network.BackboneArchitecture;
import io.vesper.network.CrossModalNetwork;
import io.vesper.network.EmbeddingKind;
import io.vesper.network.InferenceMode;
import io.vesper.network.NetworkArchitecture;
import io.vesper.network.NetworkArchitecture.BottleneckWidths;
import io.vesper.network.NetworkOutput;
import io.vesper.network.VisibleInput;
import io.vesper.person.Modality;
import io.vesper.transform.ImageTransform;
import io.vesper.transform.InputSize;
import io.vesper.transform.Normalisation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NetworkEmbedderIT {
    private static final InputSize SIZE = new InputSize(64, 32);
    private static CrossModalNetwork network;

    @BeforeAll
    static void settleRunningStatistics() {
        Engine.getInstance().setRandomSeed(5);
        network = new CrossModalNetwork(
                new NetworkArchitecture(
                        BackboneArchitecture.SMALL, false, new BottleneckWidths(24, 20, 16, 8), false, 5),
                Device.cpu());
        try (NDManager scope = network.newSubManager()) {
            NDArray batch = scope.randomNormal(new Shape(8, 3, 64, 32));
            for (int i = 0; i < 30; i++) {
                network.forward(batch, true);
            }
        }
    }

    @AfterAll
    static void close() {
        network.close();
    }

    @Test
    void anEmbeddingIsTheNormalisedOutputOfTheModalitysPass() {
        List<PersonCrop> crops = List.of(crop(1, Modality.VISIBLE), crop(2, Modality.INFRARED));
        NetworkOutput output = forward(crops);
        try (NetworkEmbedder embedder = embedder(EmbeddingKind.REPRESENTATION, VisibleInput.COLOUR)) {
            List<Embedding> embeddings = embedder.embed(crops);
            assertSame(embeddings.get(0), output.sharedVisible().representation(), 0);
            assertSame(embeddings.get(1), output.sharedInfrared().representation(), 1);
            assertThat(embedder.dimension()).isEqualTo(16);
        }
        try (NetworkEmbedder embedder = embedder(EmbeddingKind.OBSERVATION, VisibleInput.LUMINANCE)) {
            assertSame(embedder.embed(crops).get(0), output.sharedInfrared().observation(), 0);
        }
    }

    @Test
    void allFourObservationsStandInTheReleasesOrder() {
        List<PersonCrop> crops = List.of(crop(1, Modality.VISIBLE), crop(2, Modality.INFRARED));
        NetworkOutput output = forward(crops);
        NDArray expected = NDArrays.concat(
                new NDList(
                        output.infrared().observation(),
                        output.sharedInfrared().observation(),
                        output.visible().observation(),
                        output.sharedVisible().observation()),
                1);
        try (NetworkEmbedder embedder = embedder(EmbeddingKind.ALL, VisibleInput.COLOUR)) {
            List<Embedding> embeddings = embedder.embed(crops);
            assertThat(embedder.dimension()).isEqualTo(4 * 128);
            assertSame(embeddings.get(0), expected, 0);
            assertSame(embeddings.get(1), expected, 1);
        }
    }

    @Test
    void manyThreadsAtOnceGetWhatOneWouldGet() throws Exception {
        try (NetworkEmbedder embedder = embedder(EmbeddingKind.REPRESENTATION, VisibleInput.COLOUR)) {
            List<Callable<List<Embedding>>> requests = new ArrayList<>();
            List<List<Embedding>> alone = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                List<PersonCrop> crops = List.of(crop(i, Modality.VISIBLE), crop(i + 100, Modality.INFRARED));
                alone.add(embedder.embed(crops));
                requests.add(() -> embedder.embed(crops));
            }
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                List<Future<List<Embedding>>> answers = threads.invokeAll(requests);
                for (int i = 0; i < answers.size(); i++) {
                    assertThat(answers.get(i).get()).isEqualTo(alone.get(i));
                }
            } finally {
                threads.shutdown();
            }
        }
    }

    @Test
    void moreCropsThanABatchKeepTheirOrder() {
        List<PersonCrop> crops = new ArrayList<>();
        for (int i = 0; i < 37; i++) {
            crops.add(crop(i, Modality.INFRARED));
        }
        try (NetworkEmbedder embedder = embedder(EmbeddingKind.REPRESENTATION, VisibleInput.COLOUR)) {
            List<Embedding> together = embedder.embed(crops);
            for (int i = 0; i < crops.size(); i += 9) {
                Embedding alone = embedder.embed(List.of(crops.get(i))).get(0);
                assertThat(together.get(i).cosine(alone)).isCloseTo(1, within(1e-5));
            }
        }
    }

    @Test
    void inferenceModeStopsRecordingOnItsThreadAndRestoresItAfter() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            List<Boolean> recorded = thread.submit(() -> {
                        List<Boolean> modes = new ArrayList<>(List.of(JniUtils.isGradMode()));
                        try (InferenceMode off = new InferenceMode()) {
                            modes.add(JniUtils.isGradMode());
                        }
                        modes.add(JniUtils.isGradMode());
                        return modes;
                    })
                    .get();
            assertThat(recorded).containsExactly(true, false, true);
        } finally {
            thread.shutdown();
        }
    }

    @Test
    void anEmbeddingThreadKeepsItsOwnModeWhateverHappens() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (NetworkEmbedder embedder = embedder(EmbeddingKind.REPRESENTATION, VisibleInput.COLOUR)) {
            boolean recordsAfter = thread.submit(() -> {
                        embedder.embed(List.of(crop(1, Modality.VISIBLE)));
                        return JniUtils.isGradMode();
                    })
                    .get();
            assertThat(recordsAfter).isTrue();
        } finally {
            thread.shutdown();
        }
    }

    @Test
    void aClosedEmbedderRefusesAndClosingTwiceIsHarmless() {
        NetworkEmbedder embedder = embedder(EmbeddingKind.REPRESENTATION, VisibleInput.COLOUR);
        embedder.close();
        embedder.close();
        assertThatThrownBy(() -> embedder.embed(List.of(crop(1, Modality.VISIBLE))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("test-model");
    }

    private static NetworkEmbedder embedder(EmbeddingKind kind, VisibleInput visibleInput) {
        EmbeddingRecipe recipe = new EmbeddingRecipe(
                network.architecture(), SIZE, Normalisation.IMAGENET, kind.label(), visibleInput.label());
        return new NetworkEmbedder("test-model", recipe, network.weights(), Device.cpu());
    }

    private static NetworkOutput forward(List<PersonCrop> crops) {
        ImageTransform transform = new ImageTransform(SIZE, Normalisation.IMAGENET);
        float[] images = new float[crops.size() * SIZE.values()];
        for (int i = 0; i < crops.size(); i++) {
            transform.writeTo(crops.get(i).image(), images, i * SIZE.values());
        }
        // The scope stays open with the network: the outputs are read after this.
        NDManager scope = network.newSubManager();
        return network.forward(scope.create(images, new Shape(crops.size(), 3, 64, 32)), false);
    }

    private static void assertSame(Embedding embedding, NDArray outputs, int row) {
        float[] expected = Embedding.normalised(outputs.get(row).toFloatArray()).toArray();
        assertThat(embedding.toArray()).containsExactly(expected, within(1e-4f));
    }

    private static PersonCrop crop(int seed, Modality modality) {
        byte[] pixels = new byte[3 * 20 * 48];
        new Random(seed).nextBytes(pixels);
        return new PersonCrop(new RgbImage(20, 48, pixels), modality);
    }
}
