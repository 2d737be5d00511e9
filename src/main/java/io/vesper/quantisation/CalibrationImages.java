package io.vesper.quantisation;

import io.vesper.dataset.PersonDataset;
import io.vesper.person.PersonImage;
import java.util.List;
import java.util.stream.IntStream;

/** Which pictures of a dataset the ranges are measured on: of people to train on or to validate with, never of those to test on. */
final class CalibrationImages {
    /** More changes no range that counts. */
    private static final int MOST = 512;

    private CalibrationImages() {}

    /** All, or if they are many, some at equal distances, so that every camera and many people are among them. */
    static List<PersonImage> of(PersonDataset dataset) {
        List<PersonImage> all = dataset.trainAndValidation();
        int count = Math.min(MOST, all.size());
        return IntStream.range(0, count)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
                .toList();
    }
}
