package io.vesper.dataset;

import io.vesper.dataset.IndexFile.Entry;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the lines of index files into pictures. */
final class IndexedPictures {
    private final SetFolder folder;
    private final Naming naming;
    private final Consumer<String> problems;

    /** What a path in an index file says of its picture. */
    @FunctionalInterface
    interface Naming {
        /**
         * @param file where the picture lies
         * @param path as the index file has it
         * @param modality of the index file
         * @return the picture, or null if the path is not one of the modality's
         */
        @Nullable
        PersonImage parse(Path file, String path, Modality modality);
    }

    IndexedPictures(SetFolder folder, Naming naming, Consumer<String> problems) {
        this.folder = folder;
        this.naming = naming;
        this.problems = problems;
    }

    /**
     * The pictures of one part.
     *
     * @param files the part's, both modalities, which number its identities alike
     */
    List<PersonImage> named(List<IndexFile> files) {
        List<PersonImage> images = new ArrayList<>();
        Map<Integer, PersonId> persons = new HashMap<>();
        Map<PersonId, Integer> labels = new HashMap<>();
        Set<String> conflicts = new TreeSet<>();
        for (IndexFile file : files) {
            for (Entry entry : file.entries()) {
                PersonImage image = parse(entry, file);
                if (image == null) {
                    continue;
                }
                images.add(image);
                PersonId person = persons.computeIfAbsent(entry.label(), label -> image.person());
                Integer label = labels.computeIfAbsent(image.person(), id -> entry.label());
                if (!person.equals(image.person()) || label != entry.label()) {
                    conflicts.add(image.person().value());
                }
            }
        }
        tellConflicts(files, conflicts);
        return images;
    }

    private @Nullable PersonImage parse(Entry entry, IndexFile file) {
        PersonImage image = naming.parse(folder.path().resolve(entry.picture()), entry.picture(), file.modality());
        if (image == null) {
            problems.accept("The index file (%s) names (%s), which is not the path of a picture of its modality (%s)."
                    .formatted(file.name(), entry.picture(), file.modality().label()));
        }
        return image;
    }

    private void tellConflicts(List<IndexFile> files, Set<String> conflicts) {
        if (!conflicts.isEmpty()) {
            problems.accept(
                    "The index files %s disagree about the numbers of the identities %s. Within a part, an identity has one number and a number one identity. Maybe they come from different splits."
                            .formatted(files.stream().map(IndexFile::name).toList(), conflicts));
        }
    }

    /** Leaves out the pictures that are not there, or outside of the set's folder, and tells so. */
    List<PersonImage> existing(List<PersonImage> images) {
        List<PersonImage> existing = only(
                images,
                image -> Files.isRegularFile(image.file()),
                "are missing, the first is (%s). Maybe the copy is incomplete.");
        return only(
                existing,
                image -> !folder.leadsOut(image.file()),
                "lie outside of the dataset folder, the first is (%s), from which a link leads out. Maybe copy them there.");
    }

    private List<PersonImage> only(List<PersonImage> images, Predicate<PersonImage> condition, String otherwise) {
        Map<Boolean, List<PersonImage>> sorted = images.stream().collect(Collectors.partitioningBy(condition));
        List<PersonImage> others = sorted.getOrDefault(false, List.of());
        if (!others.isEmpty()) {
            problems.accept(("%d of the %d pictures that the index names " + otherwise)
                    .formatted(others.size(), images.size(), others.get(0).file()));
        }
        return sorted.getOrDefault(true, List.of());
    }

    /** Tells of identities that are in both parts. */
    void requireApart(List<PersonImage> train, List<PersonImage> test) {
        Set<PersonId> both = train.stream().map(PersonImage::person).collect(Collectors.toCollection(TreeSet::new));
        both.retainAll(test.stream().map(PersonImage::person).collect(Collectors.toCollection(HashSet::new)));
        if (!both.isEmpty()) {
            problems.accept(
                    "The index has the identities %s both for training and for testing. An identity belongs to one part only. Maybe its files come from different splits."
                            .formatted(both));
        }
    }
}
