package io.vesper.training;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where training finds its inputs and leaves its results.
 *
 * @param modelsDir published models, and weights to start from
 * @param datasetsDir datasets that requests may name
 */
@ConfigurationProperties("vesper")
record TrainingFolders(Path modelsDir, Path datasetsDir) {
    FolderScope datasets() {
        return new FolderScope("vesper.datasets-dir", datasetsDir);
    }

    FolderScope models() {
        return new FolderScope("vesper.models-dir", modelsDir);
    }
}
