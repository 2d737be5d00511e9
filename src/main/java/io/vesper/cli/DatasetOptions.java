package io.vesper.cli;

import io.vesper.training.TrainingRequest.DatasetReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dataset a command works on. */
final class DatasetOptions {
    @Option(
            names = "--dataset",
            defaultValue = "demo",
            description = "demo, or sysu-mm01 for a folder in that layout. Default: demo")
    String type = "demo";

    @Option(names = "--path", description = "The dataset's folder, under the datasets folder")
    @Nullable
    String path;

    DatasetReference reference() {
        return new DatasetReference(type, path);
    }
}
