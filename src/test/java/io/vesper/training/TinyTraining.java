package io.vesper.training;

import io.vesper.checkpoint.SafetensorsFile;
import io.vesper.embedding.EmbeddingSettings;
import io.vesper.embedding.ModelsFolder;
import io.vesper.preset.TrainingSettings;
import io.vesper.training.TrainingRequest.DatasetReference;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Real trainings on the demo set, with a network and pictures so small that an epoch takes a second. */
public final class TinyTraining {
    /** What makes a training so small, epochs aside. */
    public static final Map<String, Object> SETTINGS = Map.of(
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
            Map.of("identitiesPerBatch", 10, "imagesPerIdentity", 2, "repeats", 1),
            "evaluation.trials",
            1);

    static final TrainingRun.StepListener GO_ON = (epoch, step, steps, losses) -> true;

    private static final int EPOCHS = 2;

    private TinyTraining() {}

    /** The settings as options of a command. */
    public static List<String> options() {
        return SETTINGS.entrySet().stream()
                .flatMap(setting -> Stream.of(
                        "--set", setting.getKey() + "=" + JsonMapper.shared().writeValueAsString(setting.getValue())))
                .toList();
    }

    /** On the folders {@code models} and {@code datasets} of a folder. */
    public static TrainingRuns runs(Path folder) {
        TrainingFolders folders = new TrainingFolders(folder.resolve("models"), folder.resolve("datasets"));
        return new NetworkTrainingRuns(new TrainingDatasets(folders), models(folder), folders, TrainingDevice.CPU);
    }

    /** Where the runs of a folder publish. */
    static ModelsFolder models(Path folder) {
        return new ModelsFolder(new EmbeddingSettings(folder.resolve("models"), null));
    }

    static TrainingRequest request(Map<String, Object> more) {
        Map<String, Object> overrides = new LinkedHashMap<>(SETTINGS);
        overrides.putAll(more);
        return new TrainingRequest(
                new DatasetReference("demo", null), "demo", null, EPOCHS, null, overrides, null, false);
    }

    static TrainingSettings settings(Map<String, Object> more) {
        return request(more).settings();
    }

    /** A tensor of the shared branch's encoder in the state that a run saved. */
    static float[] sharedEncoder(Path state, String name) {
        return SafetensorsFile.open(state).values("w.shared.encoder." + name);
    }
}
