package io.vesper.training;

import io.vesper.embedding.EmbeddingSettings;
import io.vesper.embedding.ModelsFolder;
import io.vesper.preset.TrainingSettings;
import io.vesper.training.TrainingRequest.DatasetReference;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Real trainings on the demo set, with a network and pictures so small that an epoch takes a second. */
final class TinyTraining {
    static final TrainingRun.StepListener GO_ON = (epoch, step, steps, losses) -> true;

    private static final Map<String, Object> SETTINGS = Map.of(
            "epochs",
            2,
            "network.backbone",
            "small",
            "network.initialWeights",
            "none",
            "network.frozenStages",
            0,
            "network.inputSize",
            Map.of("height", 32, "width", 16),
            "network.bottleneck",
            Map.of("first", 32, "second", 24, "representation", 16, "classifier", 8),
            "batch",
            Map.of("identitiesPerBatch", 10, "imagesPerIdentity", 2, "repeats", 1));

    private TinyTraining() {}

    static NetworkTrainingRuns runs(Path folder) {
        TrainingFolders folders = new TrainingFolders(folder.resolve("models"), folder.resolve("datasets"));
        ModelsFolder models = new ModelsFolder(new EmbeddingSettings(folders.modelsDir(), null));
        return new NetworkTrainingRuns(new TrainingDatasets(folders), models, folders, TrainingDevice.CPU);
    }

    static TrainingRequest request(Map<String, Object> more) {
        Map<String, Object> overrides = new LinkedHashMap<>(SETTINGS);
        overrides.putAll(more);
        return new TrainingRequest(
                new DatasetReference("demo", null), "demo", null, null, null, overrides, null, false);
    }

    static TrainingSettings settings(Map<String, Object> more) {
        return request(more).settings();
    }
}
