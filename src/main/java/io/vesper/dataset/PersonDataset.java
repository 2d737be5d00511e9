package io.vesper.dataset;

import io.vesper.person.PersonImage;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A set of person images whose identities are split into those to learn from and those to test on. Each list is sorted by
 * identity, camera and file name, however it was given: protocols refer to pictures by their place in that order.
 *
 * @param name what the set is called in reports
 * @param train pictures of the training identities
 * @param validation pictures of the validation identities; may be empty
 * @param test pictures of the test identities
 */
public record PersonDataset(
        String name, List<PersonImage> train, List<PersonImage> validation, List<PersonImage> test) {
    private static final Comparator<PersonImage> ORDER = Comparator.comparing(PersonImage::person)
            .thenComparing(PersonImage::camera)
            .thenComparing(image -> image.file().toString());

    public PersonDataset {
        train = sorted(train);
        validation = sorted(validation);
        test = sorted(test);
    }

    /** The 395 identities that the literature trains on, where the set is SYSU-MM01: both lists, sorted. */
    public List<PersonImage> trainAndValidation() {
        return sorted(Stream.concat(train.stream(), validation.stream()).toList());
    }

    static List<PersonImage> sorted(List<PersonImage> images) {
        return images.stream().sorted(ORDER).toList();
    }
}
