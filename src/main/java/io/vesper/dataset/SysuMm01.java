package io.vesper.dataset;

import io.vesper.person.CameraId;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a set in SYSU-MM01's layout: {@code cam1..cam6/<id, 4 digits>/<number, 4 digits>.jpg} and {@code exp/train_id.txt},
 * {@code val_id.txt}, {@code test_id.txt}, each one line of ids separated by commas. See
 * <a href="https://github.com/wuancong/SYSU-MM01">Wu et al. 2017</a>. Ids that no id file names are left out.
 */
public final class SysuMm01 {
    private static final Pattern PICTURE =
            Pattern.compile("(?<camera>cam[1-6])/(?<person>\\d{4})/(?<number>\\d{4})\\.jpg");

    private final SetFolder folder;
    private final Map<PersonId, DatasetPart> parts;
    private final Consumer<String> problems;

    private SysuMm01(SetFolder folder, Consumer<String> problems) {
        this.folder = folder;
        this.parts = IdentitySplit.read(folder);
        this.problems = problems;
    }

    /**
     * Reads a set.
     *
     * @param folder the folder that holds {@code cam1} to {@code cam6} and {@code exp}
     * @return the set, named after the folder
     * @throws IllegalArgumentException naming the path and the rule it breaks
     */
    public static PersonDataset read(Path folder) {
        return DatasetLayout.SYSU_MM01.reader(null).read(folder);
    }

    /** As {@link DatasetReader#list}. */
    static PersonDataset list(Path folder, Consumer<String> problems) {
        return new SysuMm01(SetFolder.of(folder), problems).list();
    }

    private PersonDataset list() {
        List<PersonImage> images = new ArrayList<>();
        for (SysuCamera camera : SysuCamera.values()) {
            for (Path file :
                    folder.files(camera.id().value(), "SYSU-MM01's layout has six cameras, cam1 to cam6.", problems)) {
                add(file, images);
            }
        }
        requireEveryIdentity(images);
        return new PersonDataset(
                folder.name(),
                DatasetLayout.SYSU_MM01,
                select(images, DatasetPart.TRAIN),
                select(images, DatasetPart.VALIDATION),
                select(images, DatasetPart.TEST),
                List.of());
    }

    private void add(Path file, List<PersonImage> images) {
        Matcher matcher = PICTURE.matcher(folder.relative(file));
        if (!matcher.matches()) {
            problems.accept(
                    "The file (%s) does not fit the pattern cam<1-6>/<id, 4 digits>/<number, 4 digits>.jpg. Maybe it does not belong to the set."
                            .formatted(file));
            return;
        }
        PersonId person = new PersonId(matcher.group("person"));
        if (parts.containsKey(person)) {
            SysuCamera camera = SysuCamera.of(new CameraId(matcher.group("camera")));
            images.add(new PersonImage(file, person, camera.id(), camera.modality()));
        }
    }

    private void requireEveryIdentity(List<PersonImage> images) {
        Set<PersonId> seen = images.stream().map(PersonImage::person).collect(Collectors.toSet());
        parts.forEach((person, part) -> {
            if (!seen.contains(person)) {
                problems.accept(
                        "The id (%s) of the id file (%s) has no picture under any camera. Each id needs at least one. Maybe the copy is incomplete."
                                .formatted(person, IdentitySplit.file(folder, part)));
            }
        });
    }

    private List<PersonImage> select(List<PersonImage> images, DatasetPart part) {
        return images.stream()
                .filter(image -> parts.get(image.person()) == part)
                .toList();
    }
}
