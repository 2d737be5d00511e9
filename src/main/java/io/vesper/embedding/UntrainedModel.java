package io.vesper.embedding;

import ai.djl.Device;
import ai.djl.engine.Engine;
import io.vesper.network.BranchWeights;
import io.vesper.network.CrossModalNetwork;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** A network that nothing has trained, to measure what an architecture costs. What it embeds says nothing of who is seen. */
public final class UntrainedModel {
    private static final int SEED = 1;

    private UntrainedModel() {}

    /**
     * Publishes the branches that serve.
     *
     * @param models where
     * @param modelId how it is called there
     * @param recipe of its network
     */
    public static void publish(ModelsFolder models, String modelId, EmbeddingRecipe recipe) throws IOException {
        Engine.getInstance().setRandomSeed(SEED);
        try (CrossModalNetwork network = new CrossModalNetwork(recipe.architecture(), Device.cpu())) {
            ModelManifest manifest = new ModelManifest(
                    modelId,
                    Instant.now(),
                    recipe,
                    BranchWeights.SERVING,
                    "none",
                    SEED,
                    "none",
                    Map.of(),
                    Map.of(),
                    "");
            models.publish(new ModelContents(
                    manifest, BranchWeights.serving(network.weights()), "Not trained; its embeddings mean nothing."));
        }
    }
}
