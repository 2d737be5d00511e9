package io.vesper.index;

import static io.vesper.index.IndexRows.GALLERY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vesper.index.GalleryIndex.Row;
import io.vesper.person.Modality;
import io.vesper.scoring.Calibration;
import io.vesper.scoring.Strangers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GalleryCalibrationsTest {
    private static final int PEOPLE = 40;

    private final MixedImages images = new MixedImages(PEOPLE);

    /** 2,400 images, of which 256 are drawn: their strangers are like all. */
    @Test
    void theSampleIsLikeTheGallery() {
        GalleryIndex index = new GalleryIndex(MixedImages.DIMENSION);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 60 * PEOPLE; i++) {
            rows.add(images.enrolled(i % PEOPLE, i % 2 == 0 ? Modality.VISIBLE : Modality.INFRARED));
        }
        index.add(rows);
        List<Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(3));
        GalleryIndex again = new GalleryIndex(MixedImages.DIMENSION);
        again.add(shuffled);

        Strangers across = index.calibration(GALLERY).strangers(Modality.VISIBLE, Modality.INFRARED);

        double[] cosines = rows.stream()
                .limit(400)
                .filter(row -> row.entry().labels().modality() == Modality.VISIBLE)
                .flatMapToDouble(row -> rows.stream()
                        .filter(other ->
                                other.entry().labels().modality() == Modality.INFRARED && !isSamePerson(row, other))
                        .mapToDouble(other -> row.embedding().cosine(other.embedding())))
                .toArray();
        double mean = Arrays.stream(cosines).average().orElseThrow();
        double variance = Arrays.stream(cosines)
                .map(cosine -> (cosine - mean) * (cosine - mean))
                .average()
                .orElseThrow();
        assertThat(across.mean()).isCloseTo(mean, within(0.02));
        assertThat(across.deviation()).isCloseTo(Math.sqrt(variance), within(0.02));
        assertThat(again.calibration(GALLERY).strangers(Modality.VISIBLE, Modality.INFRARED))
                .isEqualTo(across);
    }

    @Test
    void aGalleryIsLearnedAnewWhenItHasChangedMuchAndNotBefore() {
        GalleryIndex index = new GalleryIndex(MixedImages.DIMENSION);
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
