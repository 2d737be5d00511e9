package io.vesper.dataset;

import io.vesper.dataset.DatasetLayout.CameraView;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one of the ten splits of RegDB: {@code Visible/<id>/<file>.bmp}, {@code Thermal/<id>/<file>.bmp}, and the split's
 * index files {@code idx/{train,test}_{visible,thermal}_<split>.txt} with a line {@code <path> <label>} for each picture.
 * Without a folder {@code idx} the published index is taken; a folder that differs from it is used, and noted. There are no
 * validation identities. See <a href="https://doi.org/10.3390/s17030605">Nguyen et al. 2017</a>; the splits are those of
 * <a href="https://arxiv.org/abs/1801.06097">Ye et al. 2018</a>.
 */
public final class RegDb {
    /** How many there are; a model is trained on each, and the mean reported. */
    public static final int SPLITS = 10;

    private static final Pattern PICTURE =
            Pattern.compile("(?<folder>Visible|Thermal)/(?<person>\\d{1,4})/[^/]+\\.bmp");

    private RegDb() {}

    /**
     * What reads a split.
     *
     * @param split 1 to 10
     * @throws IllegalArgumentException if there is no such split
     */
    public static DatasetReader split(int split) {
        if (split < 1 || split > SPLITS) {
            throw new IllegalArgumentException(
                    "The split (%d) must be from 1 to %d: RegDB has no others.".formatted(split, SPLITS));
        }
        return (folder, problems) -> list(SetFolder.of(folder), split, problems);
    }

    private static PersonDataset list(SetFolder folder, int split, Consumer<String> problems) {
        for (Modality modality : Modality.values()) {
            requireFolder(folder.path().resolve(folder(modality)));
        }
        SetIndex index = SetIndex.of(folder, PublishedRegDb.files(split));
        IndexedPictures pictures = new IndexedPictures(folder, RegDb::parse, problems);
        List<PersonImage> train = pictures.named(index.files(DatasetPart.TRAIN));
        List<PersonImage> test = pictures.named(index.files(DatasetPart.TEST));
        pictures.requireApart(train, test);
        return new PersonDataset(
                "%s, split %d".formatted(folder.name(), split),
                DatasetLayout.REGDB,
                pictures.existing(train),
                List.of(),
                pictures.existing(test),
                index.notes());
    }

    private static void requireFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "The folder (%s) is missing. RegDB's layout has two, Visible and Thermal.".formatted(folder));
        }
    }

    private static @Nullable PersonImage parse(Path file, String path, Modality modality) {
        Matcher matcher = PICTURE.matcher(path);
        if (!matcher.matches() || !matcher.group("folder").equals(folder(modality))) {
            return null;
        }
        CameraView view = view(modality);
        return new PersonImage(file, new PersonId(matcher.group("person")), view.camera(), modality);
    }

    static String folder(Modality modality) {
        return modality == Modality.VISIBLE ? "Visible" : "Thermal";
    }

    /** What the set calls a modality. */
    static String spectrum(Modality modality) {
        return modality == Modality.VISIBLE ? "visible" : "thermal";
    }

    /** The one camera of a modality. */
    static CameraView view(Modality modality) {
        return new CameraView(new CameraId(spectrum(modality)), modality);
    }
}
