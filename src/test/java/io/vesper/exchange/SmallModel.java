package io.vesper.exchange;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vesper.decode.RgbImage;
import io.vesper.embedding.Embedder;
import io.vesper.embedding.Embedding;
import io.vesper.embedding.EmbeddingRecipe;
import io.vesper.embedding.ModelContents;
import io.vesper.embedding.ModelManifest;
import io.vesper.embedding.ModelsFolder;
import io.vesper.embedding.PersonCrop;
import io.vesper.embedding.PublishedModel;
import io.vesper.network.BackboneArchitecture;
import io.vesper.network.BranchWeights;
import io.vesper.network.CrossModalNetwork;
import io.vesper.network.NetworkArchitecture;
import io.vesper.network.NetworkArchitecture.BottleneckWidths;
import io.vesper.person.Modality;
import io.vesper.transform.InputSize;
import io.vesper.transform.Normalisation;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A model in which every layer matters: random weights, running statistics of random pictures, gates that are open.
 *
 * @param backbone by name
 * @param attends whether attention blocks stand in it
 * @param draws whether its bottleneck is stochastic
 * @param embeddingKind what it serves
 * @param visibleInput what its shared branch sees of visible pictures
 */
record SmallModel(String backbone, boolean attends, boolean draws, String embeddingKind, String visibleInput) {
    static final SmallModel PLAIN = new SmallModel("small", false, false, "observation", "colour");

    private static final int HEIGHT = 48;
    private static final int WIDTH = 24;

    EmbeddingRecipe recipe() {
        NetworkArchitecture architecture = new NetworkArchitecture(
                BackboneArchitecture.named(backbone), attends, new BottleneckWidths(24, 20, 16, 8), draws, 5);
        return new EmbeddingRecipe(
                architecture, new InputSize(HEIGHT, WIDTH), Normalisation.IMAGENET, embeddingKind, visibleInput);
    }

    PublishedModel publish(ModelsFolder models, String modelId) throws IOException {
        Engine.getInstance().setRandomSeed(7);
        try (CrossModalNetwork network = new CrossModalNetwork(recipe().architecture(), Device.cpu())) {
            settle(network);
            ModelManifest manifest = new ModelManifest(
                    modelId, Instant.EPOCH, recipe(), BranchWeights.ALL, "test", 7, "none", Map.of(), Map.of(), "");
            return models.publish(new ModelContents(manifest, network.weights(), "# " + modelId));
        }
    }

    private static void settle(CrossModalNetwork network) {
        network.parameters().forEach((name, parameter) -> {
            if (name.endsWith("gamma")) {
                parameter.getArray().set(new float[] {0.3f});
            }
        });
        float[] values = new float[4 * 3 * HEIGHT * WIDTH];
        Random random = new Random(5);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        try (NDManager scope = network.newSubManager()) {
            NDArray images = scope.create(values, new Shape(4, 3, HEIGHT, WIDTH));
            for (int i = 0; i < 5; i++) {
                network.forward(images, true);
            }
        }
    }

    /** Of a visible and an infrared picture of noise. */
    static List<Embedding> embed(ModelsFolder models, String modelId) {
        Random random = new Random(2);
        List<PersonCrop> crops = new ArrayList<>();
        for (Modality modality : Modality.values()) {
            byte[] pixels = new byte[3 * 12 * 24];
            random.nextBytes(pixels);
            crops.add(new PersonCrop(new RgbImage(12, 24, pixels), modality));
        }
        try (Embedder embedder = models.open(modelId)) {
            return embedder.embed(crops);
        }
    }
}
