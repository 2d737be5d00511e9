package io.vesper.training;

import io.vesper.embedding.EmbeddingSettings;
import io.vesper.embedding.ModelsFolder;
import java.nio.file.Path;
import java.util.Map;

/** Runs of the network, for tests outside this package. */
public final class RealRuns {
    /** Settings of a network that trains in seconds. */
    public static final Map<String, Object> TINY = NetworkTrainingRunIT.TINY;

    private RealRuns() {}

    /** On the folders {@code models} and {@code datasets} of a folder. */
    public static TrainingRuns in(Path folder) {
        TrainingFolders folders = new TrainingFolders(folder.resolve("models"), folder.resolve("datasets"));
        return new NetworkTrainingRuns(
                new TrainingDatasets(folders),
                new ModelsFolder(new EmbeddingSettings(folders.modelsDir(), null)),
                folders,
                TrainingDevice.CPU);
    }
}
