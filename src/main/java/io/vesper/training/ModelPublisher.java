package io.vesper.training;

import io.vesper.checkpoint.Precision;
import io.vesper.checkpoint.TensorSource;
import io.vesper.embedding.EmbeddingRecipe;
import io.vesper.embedding.ModelContents;
import io.vesper.embedding.ModelManifest;
import io.vesper.embedding.ModelsFolder;
import io.vesper.embedding.OpenSet;
import io.vesper.network.BranchWeights;
import io.vesper.network.CrossModalNetwork;
import io.vesper.preset.Presets;
import io.vesper.preset.TrainingSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Turns a trained network into a published model. */
final class ModelPublisher {
    private final ModelsFolder registry;
    private final TrainingSettings settings;
    private final TrainingRequest request;

    ModelPublisher(ModelsFolder registry, TrainingSettings settings, TrainingRequest request) {
        this.registry = registry;
        this.settings = settings;
        this.request = request;
    }

    void publish(
            String modelId,
            CrossModalNetwork network,
            EmbeddingRecipe recipe,
            Map<String, Object> metrics,
            List<Path> attachments) {
        Map<String, Object> reports = new LinkedHashMap<>(metrics);
        Object openSet = reports.remove(NetworkEvaluation.OPEN_SET);
        boolean whole = settings.publish().branches().equals("all");
        ModelManifest trained = new ModelManifest(
                modelId,
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                recipe,
                whole ? BranchWeights.ALL : BranchWeights.SERVING,
                request.preset(),
                settings.seed(),
                datasetName(),
                Presets.asMap(settings),
                reports,
                "");
        ModelManifest manifest =
                openSet == null ? trained : trained.with(JsonMapper.shared().convertValue(openSet, OpenSet.class));
        TensorSource weights = whole ? network.weights() : BranchWeights.serving(network.weights());
        try {
            Precision precision = Precision.of(settings.publish().precision());
            registry.publish(new ModelContents(manifest, weights, ModelCard.of(manifest), precision, attachments));
        } catch (IOException e) {
            throw new UncheckedIOException("The model (%s) cannot be published.".formatted(modelId), e);
        }
    }

    private String datasetName() {
        TrainingRequest.DatasetReference dataset = request.dataset();
        String name = dataset.path() == null ? dataset.type() : dataset.type() + ":" + dataset.path();
        return dataset.split() == null ? name : name + ", split " + dataset.split();
    }
}
