package io.vesper.dataset;

import io.vesper.dataset.FolderManifest.Row;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads own pictures: {@code visible/<person>/...} and {@code infrared/<person>/...}, named {@code .jpg}, {@code .jpeg},
 * {@code .png} or {@code .bmp}, in folders as deep as one likes. What begins with a dot is passed over.
 *
 * <p>A file {@code manifest.csv} may say more, in UTF-8: its first line names the columns, which are {@code file} (relative
 * to the set's folder, with slashes) and either or both of {@code cameraId} and {@code part} ({@code train},
 * {@code validation} or {@code test}; one part for all pictures of a person). It then has a row for each picture. Without
 * {@code cameraId} the cameras are named {@code visible} and {@code infrared}; without {@code part} people are split by
 * their names: of all, sorted by the SHA-256 of the name, the first 30 % are for testing, the next 10 % for validation.
 */
public final class PersonFolder {
    private static final Pattern PICTURE =
            Pattern.compile("(?:visible|infrared)/(?<person>[^/]+)/(?:.+/)?[^/]+\\.(?i:jpe?g|png|bmp)");

    private final SetFolder folder;
    private final @Nullable FolderManifest manifest;
    private final Consumer<String> problems;
    private final List<PersonImage> images = new ArrayList<>();
    private final Map<PersonId, Set<DatasetPart>> namedParts = new HashMap<>();

    private PersonFolder(SetFolder folder, Consumer<String> problems) {
        this.folder = folder;
        this.manifest = FolderManifest.read(folder);
        this.problems = problems;
    }

    /**
     * Reads a set.
     *
     * @param folder the folder that holds {@code visible} and {@code infrared}
     * @return the set, named after the folder
     * @throws IllegalArgumentException naming the path and the rule it breaks
     */
    public static PersonDataset read(Path folder) {
        return DatasetLayout.FOLDER.reader(null).read(folder);
    }

    /** As {@link DatasetReader#list}. */
    static PersonDataset list(Path path, Consumer<String> problems) {
        return new PersonFolder(SetFolder.of(path), problems).list();
    }

    private PersonDataset list() {
        for (Modality modality : Modality.values()) {
            for (Path file : folder.files(
                    modality.label(), "A folder of own pictures has two, visible and infrared.", problems)) {
                String relative = folder.relative(file);
                if (!relative.startsWith(".") && !relative.contains("/.")) {
                    add(file, relative, modality);
                }
            }
        }
        tellMissing();
        Map<PersonId, DatasetPart> parts = parts();
        return new PersonDataset(
                folder.name(),
                DatasetLayout.FOLDER,
                select(parts, DatasetPart.TRAIN),
                select(parts, DatasetPart.VALIDATION),
                select(parts, DatasetPart.TEST),
                List.of());
    }

    private void add(Path file, String relative, Modality modality) {
        Matcher matcher = PICTURE.matcher(relative);
        if (!matcher.matches()) {
            problems.accept(
                    "The file (%s) does not fit the pattern %s/<person>/<name>.<jpg, png or bmp>. Maybe it does not belong to the set."
                            .formatted(file, modality.label()));
            return;
        }
        Row row = manifest == null ? new Row(null, null) : manifest.rows().get(relative);
        if (row == null) {
            problems.accept("The file (%s) has no row in %s (%s). If there is one, each picture has a row."
                    .formatted(file, FolderManifest.NAME, relative));
            return;
        }
        try {
            add(new PersonId(matcher.group("person")), file, modality, row);
        } catch (IllegalArgumentException e) {
            problems.accept(
                    "The file (%s) lies in a folder that cannot name a person. %s".formatted(file, e.getMessage()));
        }
    }

    private void add(PersonId person, Path file, Modality modality, Row row) {
        CameraId camera = row.camera() == null ? new CameraId(modality.label()) : row.camera();
        images.add(new PersonImage(file, person, camera, modality));
        if (row.part() != null) {
            namedParts.computeIfAbsent(person, id -> new TreeSet<>()).add(row.part());
        }
    }

    private void tellMissing() {
        Set<String> missing =
                new TreeSet<>(manifest == null ? Set.of() : manifest.rows().keySet());
        images.forEach(image -> missing.remove(folder.relative(image.file())));
        if (!missing.isEmpty()) {
            problems.accept(
                    "%s names %d files that are no pictures of the set, the first is (%s). Maybe the copy is incomplete."
                            .formatted(
                                    FolderManifest.NAME,
                                    missing.size(),
                                    missing.iterator().next()));
        }
    }

    /** The part of each identity; one that has several is told and has none. */
    private Map<PersonId, DatasetPart> parts() {
        if (namedParts.isEmpty()) {
            return FolderSplit.of(images.stream().map(PersonImage::person).collect(Collectors.toSet()));
        }
        Map<PersonId, DatasetPart> parts = new HashMap<>();
        namedParts.forEach((person, named) -> {
            if (named.size() == 1) {
                parts.put(person, named.iterator().next());
            } else {
                problems.accept("%s puts the person (%s) in the parts %s. An identity belongs to one part only."
                        .formatted(FolderManifest.NAME, person, named));
            }
        });
        return parts;
    }

    private List<PersonImage> select(Map<PersonId, DatasetPart> parts, DatasetPart part) {
        return images.stream()
                .filter(image -> parts.get(image.person()) == part)
                .toList();
    }
}
