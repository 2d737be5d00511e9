package io.vesper.embedding;

import static io.vesper.embedding.SettledNetwork.SIZE;
import static io.vesper.embedding.SettledNetwork.crop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vesper.network.EmbeddingKind;
import io.vesper.network.NetworkOutput;
import io.vesper.network.VisibleInput;
import io.vesper.person.Modality;
import io.vesper.transform.ImageTransform;
import io.vesper.transform.Normalisation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NetworkEmbedderIT {
    private static SettledNetwork network;

    @BeforeAll
    static void settle() {
        network = new SettledNetwork();
    }

    @AfterAll
    static void close() {
        network.close();
    }

    @Test
    void anEmbeddingIsTheNormalisedOutputOfTheModalitysPass() {
        List<PersonCrop> crops = List.of(crop(1, Modality.VISIBLE), crop(2, Modality.INFRARED));
        NetworkOutput output = forward(crops);
        try (NetworkEmbedder embedder = network.embedder(EmbeddingKind.REPRESENTATION, VisibleInput.COLOUR)) {
            List<Embedding> embeddings = embedder.embed(crops);
            assertSame(embeddings.get(0), output.sharedVisible().representation(), 0);
            assertSame(embeddings.get(1), output.sharedInfrared().representation(), 1);
            assertThat(embedder.dimension()).isEqualTo(16);
        }
        try (NetworkEmbedder embedder = network.embedder(EmbeddingKind.OBSERVATION, VisibleInput.LUMINANCE)) {
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
        try (NetworkEmbedder embedder = network.embedder(EmbeddingKind.ALL, VisibleInput.COLOUR)) {
            List<Embedding> embeddings = embedder.embed(crops);
            assertThat(embedder.dimension()).isEqualTo(4 * 128);
            assertSame(embeddings.get(0), expected, 0);
            assertSame(embeddings.get(1), expected, 1);
        }
    }

    @Test
    void moreCropsThanABatchKeepTheirOrder() {
        List<PersonCrop> crops = new ArrayList<>();
        for (int i = 0; i < 37; i++) {
            crops.add(crop(i, Modality.INFRARED));
        }
        try (NetworkEmbedder embedder = network.embedder(EmbeddingKind.REPRESENTATION, VisibleInput.COLOUR)) {
            List<Embedding> together = embedder.embed(crops);
            for (int i = 0; i < crops.size(); i += 9) {
                Embedding alone = embedder.embed(List.of(crops.get(i))).get(0);
                assertThat(together.get(i).cosine(alone)).isCloseTo(1, within(1e-5));
            }
        }
    }

    @Test
    void aClosedEmbedderRefusesAndClosingTwiceIsHarmless() {
        NetworkEmbedder embedder = network.embedder(EmbeddingKind.REPRESENTATION, VisibleInput.COLOUR);
        embedder.close();
        embedder.close();
        assertThatThrownBy(() -> embedder.embed(List.of(crop(1, Modality.VISIBLE))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("test-model");
    }

    private static NetworkOutput forward(List<PersonCrop> crops) {
        ImageTransform transform = new ImageTransform(SIZE, Normalisation.IMAGENET);
        float[] images = new float[crops.size() * SIZE.values()];
        for (int i = 0; i < crops.size(); i++) {
            transform.writeTo(crops.get(i).image(), images, i * SIZE.values());
        }
        // The scope stays open with the network: the outputs are read after this.
        NDManager scope = network.network.newSubManager();
        return network.network.forward(scope.create(images, new Shape(crops.size(), 3, 64, 32)), false);
    }

    private static void assertSame(Embedding embedding, NDArray outputs, int row) {
        float[] expected = Embedding.normalised(outputs.get(row).toFloatArray()).toArray();
        assertThat(embedding.toArray()).containsExactly(expected, within(1e-4f));
    }
}
