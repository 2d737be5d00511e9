package io.vesper.training;

import io.vesper.check.CheckProgress;
import io.vesper.check.DatasetCheck;
import io.vesper.check.DatasetCheckReport;
import io.vesper.dataset.DatasetLayout;
import io.vesper.dataset.DatasetReader;
import io.vesper.dataset.DemoDataset;
import io.vesper.dataset.PersonDataset;
import io.vesper.preset.Choices;
import io.vesper.training.TrainingRequest.DatasetReference;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads the dataset a request names. */
@Component
public final class TrainingDatasets {
    private static final String DEMO = "demo";
    private static final String[] TYPES = Stream.concat(
                    Stream.of(DEMO), Arrays.stream(DatasetLayout.values()).map(DatasetLayout::label))
            .toArray(String[]::new);

    private final TrainingFolders folders;

    TrainingDatasets(TrainingFolders folders) {
        this.folders = folders;
    }

    /**
     * Reads a set, and refuses one that is not in order; pictures are not decoded.
     *
     * @param reference {@code demo} without a path, or a layout with a path under {@code vesper.datasets-dir}
     * @return the set
     * @throws IllegalArgumentException if the type is unknown, the path is missing or leads outside, the layout has no such
     *     split, or the set breaks its layout
     */
    public PersonDataset read(DatasetReference reference) {
        DatasetReader reader = reader(reference);
        Path folder = folder(reference);
        try {
            return reader.read(folder);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(withoutPath(String.valueOf(e.getMessage()), folder), e);
        }
    }

    /** Where the server keeps its datasets is nobody's business who asks over HTTP. */
    private static String withoutPath(String message, Path folder) {
        return message.replace(folder + folder.getFileSystem().getSeparator(), "")
                .replace(folder.toString(), ".");
    }

    /**
     * Looks a set over, and decodes all of its pictures.
     *
     * @param reference as for {@link #read}
     * @param progress told after each picture
     * @return all that is wrong with the set; {@link DatasetCheckReport#requireNoErrors} is for whoever would train on it
     * @throws IllegalArgumentException if the reference cannot be followed to a folder
     */
    public DatasetCheckReport check(DatasetReference reference, CheckProgress progress) {
        DatasetReader reader = reader(reference);
        return DatasetCheck.run(reader, folder(reference), progress);
    }

    private static DatasetReader reader(DatasetReference reference) {
        Choices.check("dataset.type", reference.type(), TYPES);
        // The demo set lies as SYSU-MM01 does.
        DatasetLayout layout =
                reference.type().equals(DEMO) ? DatasetLayout.SYSU_MM01 : DatasetLayout.of(reference.type());
        return layout.reader(reference.split());
    }

    private Path folder(DatasetReference reference) {
        String path = reference.path();
        if (reference.type().equals(DEMO)) {
            if (path != null) {
                throw new IllegalArgumentException(
                        "dataset.path (%s) is not for the demo set, which Vesper brings along.".formatted(path));
            }
            return DemoDataset.unpack(folders.datasetsDir().resolve(DEMO));
        }
        if (path == null) {
            throw new IllegalArgumentException(
                    "dataset.path is missing: a set of type %s lies in a folder under vesper.datasets-dir."
                            .formatted(reference.type()));
        }
        return folders.datasets().resolve(path);
    }
}
