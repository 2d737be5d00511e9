package io.vesper.index;

import static io.vesper.index.IndexRows.GALLERY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vesper.index.GalleryIndex.Row;
import io.vesper.person.Modality;
import io.vesper.scoring.Calibration;
import io.vesper.scoring.PairCalibration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GalleryCalibrationsTest {
    private static final int PEOPLE = 40;

    private final MixedImages images = new MixedImages(PEOPLE);

    /** 2,400 images, of which 256 are drawn for strangers, and 16 of each person: these are like all. */
    @Test
    void theSampleIsLikeTheGallery() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 60 * PEOPLE; i++) {
            rows.add(images.enrolled(i % PEOPLE, i / PEOPLE % 2 == 0 ? Modality.VISIBLE : Modality.INFRARED));
        }
        MemoryIndex index = index(rows);
        List<Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(3));

        PairCalibration across = index.calibration(GALLERY).pair(Modality.VISIBLE, Modality.INFRARED);

        double[] strangers = across(rows, false);
        double[] samePerson = across(rows, true);
        double gap = (mean(samePerson) - mean(strangers)) / deviation(strangers);
        double separation = 2 * gap / (1 + deviation(samePerson) / deviation(strangers));
        assertThat(across.strangers().mean()).isCloseTo(mean(strangers), within(0.02));
        assertThat(across.strangers().deviation()).isCloseTo(deviation(strangers), within(0.02));
        assertThat(across.separation()).isCloseTo(separation, within(0.1 * separation));
        assertThat(index(shuffled).calibration(GALLERY).pair(Modality.VISIBLE, Modality.INFRARED))
                .isEqualTo(across);
    }

    private static MemoryIndex index(List<Row> rows) {
        MemoryIndex index = new MemoryIndex(MixedImages.DIMENSION);
        index.add(rows);
        return index;
    }

    /** The cosines of the first visible images with all infrared ones. */
    private static double[] across(List<Row> rows, boolean isSamePerson) {
        return rows.stream()
                .limit(400)
                .filter(row -> row.entry().labels().modality() == Modality.VISIBLE)
                .flatMapToDouble(row -> rows.stream()
                        .filter(other -> other.entry().labels().modality() == Modality.INFRARED
                                && isSamePerson(row, other) == isSamePerson)
                        .mapToDouble(other -> row.embedding().cosine(other.embedding())))
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
    }

    @Test
    void aGalleryIsLearnedAnewWhenItHasChangedMuchAndNotBefore() {
        MemoryIndex index = new MemoryIndex(MixedImages.DIMENSION);
        List<Row> first = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            first.add(images.enrolled(i, Modality.VISIBLE));
        }
        index.add(first);
        Calibration learned = index.calibration(GALLERY);

        for (int i = 0; i < PEOPLE / 8; i++) {
            index.add(List.of(images.enrolled(i, Modality.INFRARED)));
            assertThat(index.calibration(GALLERY)).isSameAs(learned);
        }
        index.remove(first.get(0).entry().imageId());

        assertThat(index.calibration(GALLERY)).isNotSameAs(learned);
        assertThat(index.calibration(new GalleryName("other"))).isSameAs(Calibration.NONE);
    }

    private static boolean isSamePerson(Row one, Row other) {
        return String.valueOf(one.entry().labels().person())
                .equals(String.valueOf(other.entry().labels().person()));
    }
}
