package io.vesper.cli;

import io.vesper.training.TrainingRequest.DatasetReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dataset a command works on. */
final class DatasetOptions {
    @Option(
            names = "--dataset",
            defaultValue = "demo",
            description = "demo; or how the folder is laid out: sysu-mm01, regdb, llcm, folder. Default: demo")
    String type = "demo";

    @Option(names = "--path", description = "The dataset's folder, under the datasets folder")
    @Nullable
    String path;

    @Option(names = "--split", description = "Which split of regdb, 1 to 10. Default: 1")
    @Nullable
    Integer split;

    DatasetReference reference() {
        return new DatasetReference(type, path, split);
    }
}
