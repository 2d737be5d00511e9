package io.vesper.dataset;

import static java.util.Objects.requireNonNullElse;

import io.vesper.dataset.IdentitySplit.Part;
import io.vesper.person.CameraId;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a set in SYSU-MM01's layout: {@code cam1..cam6/<id, 4 digits>/<number, 4 digits>.jpg} and {@code exp/train_id.txt},
 * {@code val_id.txt}, {@code test_id.txt}, each one line of ids separated by commas. See
 * <a href="https://github.com/wuancong/SYSU-MM01">Wu et al. 2017</a>.
 *
 * <p>Of each picture only the first bytes are looked at, because decoding the real set's 45,863 takes minutes: an empty file
 * or one that is no JPEG is refused here, one that is broken further in when it is decoded. Ids that no id file names are
 * left out.
 */
public final class SysuMm01 {
    private static final Pattern PICTURE =
            Pattern.compile("(?<camera>cam[1-6])/(?<person>\\d{4})/(?<number>\\d{4})\\.jpg");

    private final Path folder;
    private final Map<PersonId, Part> parts;

    private SysuMm01(Path folder) {
        this.folder = folder;
        this.parts = IdentitySplit.read(folder);
    }

    /**
     * Reads a set.
     *
     * @param folder the folder that holds {@code cam1} to {@code cam6} and {@code exp}
     * @return the set, named after the folder
     * @throws IllegalArgumentException naming the path and the rule it breaks
     */
    public static PersonDataset read(Path folder) {
        requireFolder(folder, "The dataset folder (%s) is missing. Maybe the path is relative to another folder.");
        return new SysuMm01(folder).read();
    }

    private PersonDataset read() {
        List<PersonImage> images = new ArrayList<>();
        for (SysuCamera camera : SysuCamera.values()) {
            images.addAll(picturesOf(camera));
        }
        requireEveryIdentity(images);
        images.forEach(image -> JpegSignature.check(image.file()));
        Path name = requireNonNullElse(folder.toAbsolutePath().normalize().getFileName(), folder);
        return new PersonDataset(
                name.toString(),
                select(images, Part.TRAIN),
                select(images, Part.VALIDATION),
                select(images, Part.TEST));
    }

    private List<PersonImage> picturesOf(SysuCamera camera) {
        Path cameraFolder = folder.resolve(camera.id().value());
        requireFolder(cameraFolder, "The camera folder (%s) is missing. SYSU-MM01's layout has six, cam1 to cam6.");
        try (Stream<Path> paths = Files.walk(cameraFolder, FileVisitOption.FOLLOW_LINKS)) {
            return paths.filter(path -> !Files.isDirectory(path))
                    .map(this::parse)
                    .filter(image -> parts.containsKey(image.person()))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException(
                    "The folder (%s) cannot be listed. Maybe the process lacks the permission, or a link leads in a circle."
                            .formatted(culprit(e, cameraFolder)),
                    e);
        }
    }

    private static String culprit(Exception e, Path walked) {
        Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
        String file = cause instanceof FileSystemException failure ? failure.getFile() : null;
        return requireNonNullElse(file, walked.toString());
    }

    private PersonImage parse(Path file) {
        String relative =
                folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
        Matcher matcher = PICTURE.matcher(relative);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "The file (%s) does not fit the pattern cam<1-6>/<id, 4 digits>/<number, 4 digits>.jpg. Maybe it does not belong to the set."
                            .formatted(file));
        }
        SysuCamera camera = SysuCamera.of(new CameraId(matcher.group("camera")));
        return new PersonImage(file, new PersonId(matcher.group("person")), camera.id(), camera.modality());
    }

    private void requireEveryIdentity(List<PersonImage> images) {
        Set<PersonId> seen = images.stream().map(PersonImage::person).collect(Collectors.toSet());
        parts.forEach((person, part) -> {
            if (!seen.contains(person)) {
                throw new IllegalArgumentException(
                        "The id (%s) of the id file (%s) has no picture under any camera. Each id needs at least one. Maybe the copy is incomplete."
                                .formatted(person, part.file(folder)));
            }
        });
    }

    private List<PersonImage> select(List<PersonImage> images, Part part) {
        return images.stream()
                .filter(image -> parts.get(image.person()) == part)
                .toList();
    }

    private static void requireFolder(Path folder, String message) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(message.formatted(folder));
        }
    }
}
