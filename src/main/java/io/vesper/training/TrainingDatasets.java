package io.vesper.training;

import io.vesper.dataset.DemoDataset;
import io.vesper.dataset.PersonDataset;
import io.vesper.dataset.SysuMm01;
import io.vesper.training.TrainingRequest.DatasetReference;
import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads the dataset a request names. */
@Component
public final class TrainingDatasets {
    private static final List<String> TYPES = List.of("demo", "sysu-mm01");

    private final TrainingFolders folders;

    TrainingDatasets(TrainingFolders folders) {
        this.folders = folders;
    }

    /**
     * @param reference {@code demo} without a path, or {@code sysu-mm01} with a path under {@code vesper.datasets-dir}
     * @return the set
     * @throws IllegalArgumentException if the type is unknown, the path is missing or leads outside, or the set breaks its layout
     */
    public PersonDataset read(DatasetReference reference) {
        Choices.check("dataset.type", reference.type(), TYPES.toArray(String[]::new));
        String path = reference.path();
        if (reference.type().equals("demo")) {
            if (path != null) {
                throw new IllegalArgumentException(
                        "dataset.path (%s) is not for the demo set, which Vesper brings along.".formatted(path));
            }
            return SysuMm01.read(demoFolder());
        }
        if (path == null) {
            throw new IllegalArgumentException(
                    "dataset.path is missing: a set of type %s lies in a folder under vesper.datasets-dir."
                            .formatted(reference.type()));
        }
        return SysuMm01.read(folders.datasets().resolve(path));
    }

    private Path demoFolder() {
        return DemoDataset.unpack(folders.datasetsDir().resolve("demo"));
    }
}
