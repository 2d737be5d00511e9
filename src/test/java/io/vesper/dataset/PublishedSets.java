package io.vesper.dataset;

import io.vesper.person.CameraId;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import java.nio.file.Path;
import java.util.List;

/** Sets as their published index files name them, without any file behind the paths. */
public final class PublishedSets {
    private PublishedSets() {}

    /** RegDB's split; a picture's path is as in the index. */
    public static PersonDataset regDb(int split) {
        return new PersonDataset(
                "RegDB",
                DatasetLayout.REGDB,
                images(PublishedRegDb.files(split), "train", PublishedSets::regDbImage),
                List.of(),
                images(PublishedRegDb.files(split), "test", PublishedSets::regDbImage),
                List.of());
    }

    /** LLCM; a picture's path is as in the index. */
    public static PersonDataset llcm() {
        return new PersonDataset(
                "LLCM",
                DatasetLayout.LLCM,
                images(PublishedLlcm.files(), "train", PublishedSets::llcmImage),
                List.of(),
                images(PublishedLlcm.files(), "test", PublishedSets::llcmImage),
                List.of());
    }

    private interface Parser {
        PersonImage parse(String path, IndexFile file);
    }

    private static List<PersonImage> images(List<IndexFile> files, String part, Parser parser) {
        return files.stream()
                .filter(file -> file.name().startsWith(part))
                .flatMap(file -> file.entries().stream().map(entry -> parser.parse(entry.picture(), file)))
                .toList();
    }

    private static PersonImage regDbImage(String path, IndexFile file) {
        String[] folders = path.split("/");
        return new PersonImage(Path.of(path), new PersonId(folders[1]), new CameraId(folders[0]), file.modality());
    }

    private static PersonImage llcmImage(String path, IndexFile file) {
        String[] words = path.split("/")[2].split("_");
        return new PersonImage(Path.of(path), new PersonId(words[0]), new CameraId(words[1]), file.modality());
    }
}
