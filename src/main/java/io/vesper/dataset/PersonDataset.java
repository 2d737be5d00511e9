package io.vesper.dataset;

import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A set of person images whose identities are split into those to learn from and those to test on. Each list is sorted by
 * identity, camera and file name, however it was given: protocols refer to pictures by their place in that order.
 *
 * @param name what the set is called in reports
 * @param layout which benchmark's the set is, or {@code FOLDER} if none's
 * @param train pictures of the training identities
 * @param validation pictures of the validation identities; may be empty
 * @param test pictures of the test identities
 * @param notes what whoever reads results on the set has to know, for example that its split is not the published one
 */
public record PersonDataset(
        String name,
        DatasetLayout layout,
        List<PersonImage> train,
        List<PersonImage> validation,
        List<PersonImage> test,
        List<String> notes) {
    private static final Comparator<PersonImage> ORDER = Comparator.comparing(PersonImage::person)
            .thenComparing(PersonImage::camera)
            .thenComparing(image -> image.file().toString());

    public PersonDataset {
        train = sorted(train);
        validation = sorted(validation);
        test = sorted(test);
        notes = List.copyOf(notes);
    }

    /** A set of no benchmark. */
    public PersonDataset(String name, List<PersonImage> train, List<PersonImage> validation, List<PersonImage> test) {
        this(name, DatasetLayout.FOLDER, train, validation, test, List.of());
    }

    /** The pictures of one part. */
    public List<PersonImage> images(DatasetPart part) {
        return switch (part) {
            case TRAIN -> train;
            case VALIDATION -> validation;
            case TEST -> test;
        };
    }

    /** All pictures: to train on, to validate with, to test on. */
    public List<PersonImage> images() {
        return Stream.of(train, validation, test).flatMap(List::stream).toList();
    }

    /** The 395 identities that the literature trains on, where the set is SYSU-MM01: both lists, sorted. */
    public List<PersonImage> trainAndValidation() {
        return sorted(Stream.concat(train.stream(), validation.stream()).toList());
    }

    /**
     * Makes every so manieth training identity, in ascending order, a validation identity, for sets such as RegDB and LLCM
     * that publish none: a model is never chosen by the test identities.
     *
     * @param every at least 2; 10 holds out identities 10, 20, …
     * @return the same set where it has validation identities already
     */
    public PersonDataset withHeldOutValidation(int every) {
        if (every < 2) {
            throw new IllegalArgumentException(
                    "Every (%d) training identity cannot be held out. It must be at least 2, or none is left to train on."
                            .formatted(every));
        }
        if (!validation.isEmpty()) {
            return this;
        }
        List<PersonId> persons =
                train.stream().map(PersonImage::person).distinct().toList();
        Set<PersonId> heldOut = new HashSet<>();
        for (int i = every - 1; i < persons.size(); i += every) {
            heldOut.add(persons.get(i));
        }
        return new PersonDataset(
                name,
                layout,
                train.stream()
                        .filter(image -> !heldOut.contains(image.person()))
                        .toList(),
                train.stream().filter(image -> heldOut.contains(image.person())).toList(),
                test,
                notes);
    }

    static List<PersonImage> sorted(List<PersonImage> images) {
        return images.stream().sorted(ORDER).toList();
    }
}
