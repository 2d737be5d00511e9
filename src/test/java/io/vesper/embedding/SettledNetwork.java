package io.vesper.embedding;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vesper.decode.RgbImage;
import io.vesper.network.BackboneArchitecture;
import io.vesper.network.BranchWeights;
import io.vesper.network.CrossModalNetwork;
import io.vesper.network.EmbeddingKind;
import io.vesper.network.NetworkArchitecture;
import io.vesper.network.NetworkArchitecture.BottleneckWidths;
import io.vesper.network.VisibleInput;
import io.vesper.person.Modality;
import io.vesper.transform.InputSize;
import io.vesper.transform.Normalisation;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Random;

/** A small network with random weights whose running statistics have settled, and embedders of it. */
final class SettledNetwork implements AutoCloseable {
    static final InputSize SIZE = new InputSize(64, 32);

    final CrossModalNetwork network;

    SettledNetwork() {
        this(5);
    }

    SettledNetwork(int seed) {
        Engine.getInstance().setRandomSeed(seed);
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

    NetworkEmbedder embedder(EmbeddingKind kind, VisibleInput visibleInput) {
        EmbeddingRecipe recipe = new EmbeddingRecipe(
                network.architecture(), SIZE, Normalisation.IMAGENET, kind.label(), visibleInput.label());
        return new NetworkEmbedder("test-model", recipe, network.weights(), Device.cpu());
    }

    /** With all branches, and an embedding of that kind. */
    PublishedModel publish(ModelsFolder models, String modelId, EmbeddingKind kind) throws IOException {
        EmbeddingRecipe recipe =
                new EmbeddingRecipe(network.architecture(), SIZE, Normalisation.IMAGENET, kind.label(), "colour");
        ModelManifest manifest = new ModelManifest(
                modelId, Instant.EPOCH, recipe, BranchWeights.ALL, "test", 5, "none", Map.of(), Map.of(), "");
        return models.publish(new ModelContents(manifest, network.weights(), "# " + modelId));
    }

    static PersonCrop crop(int seed, Modality modality) {
        byte[] pixels = new byte[3 * 20 * 48];
        new Random(seed).nextBytes(pixels);
        return new PersonCrop(new RgbImage(20, 48, pixels), modality);
    }

    @Override
    public void close() {
        network.close();
    }
}
