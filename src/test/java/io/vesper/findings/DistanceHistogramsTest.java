package io.vesper.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.findings.DistanceHistograms.Pair;
import io.vesper.person.Modality;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DistanceHistogramsTest {

    /**
     * Visible: a along x, b along y. Infrared: a along y, b along -x. So a to a and b to b are at right angles (distance 1), a
     * visible to b infrared is opposite (2), b visible to a infrared is equal (0), and within each modality it is right angles.
     */
    @Test
    void pairsAreCountedByPersonAndModality() {
        DistanceHistograms distances = DistanceHistograms.of(List.of(
                Images.at(Images.visible("a", 1), 1, 0),
                Images.at(Images.visible("b", 1), 0, 1),
                Images.at(Images.infrared("a", 1), 0, 1),
                Images.at(Images.infrared("b", 1), -1, 0)));

        assertThat(bins(distances, Pair.SAME_PERSON_ACROSS)).containsExactly("50: 2");
        assertThat(bins(distances, Pair.OTHER_PERSON_ACROSS)).containsExactly("0: 1", "99: 1");
        assertThat(bins(distances, Pair.SAME_PERSON_WITHIN)).isEmpty();
        assertThat(bins(distances, Pair.OTHER_PERSON_WITHIN)).containsExactly("50: 2");
        assertThat(distances.images()).containsEntry(Modality.VISIBLE, 2).containsEntry(Modality.INFRARED, 2);
    }

    /** The cosine of 60 degrees is 0.5, of 45 degrees 0.7071: bins 25 and 14 of width 0.02. */
    @Test
    void aDistanceFallsIntoTheBinThatBeginsBelowIt() {
        DistanceHistograms distances = DistanceHistograms.of(List.of(
                Images.at(Images.visible("a", 1), 1, 0),
                Images.at(Images.visible("a", 2), 1, 1),
                Images.at(Images.infrared("a", 1), 0.499, Math.sqrt(1 - 0.499 * 0.499))));

        assertThat(bins(distances, Pair.SAME_PERSON_WITHIN)).containsExactly("14: 1");
        assertThat(bins(distances, Pair.SAME_PERSON_ACROSS)).contains("25: 1").hasSize(2);
    }

    @Test
    void ofManyPicturesSomeAreTakenEvenly() {
        List<EmbeddedImage> images = Stream.concat(
                        IntStream.range(0, 1000).mapToObj(i -> Images.at(Images.visible("a", i), 1, 0)),
                        Stream.of(Images.at(Images.infrared("a", 1), 1, 0)))
                .toList();

        DistanceHistograms distances = DistanceHistograms.of(images);

        assertThat(distances.images(Modality.VISIBLE)).isEqualTo(400);
        assertThat(bins(distances, Pair.SAME_PERSON_ACROSS)).containsExactly("0: 400");
        assertThat(bins(distances, Pair.SAME_PERSON_WITHIN)).containsExactly("0: " + 400 * 399 / 2);
        assertThat(Sample.evenly(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), 4)).containsExactly(0, 2, 5, 7);
        assertThat(Sample.evenly(List.of(0, 1, 2), 4)).containsExactly(0, 1, 2);
    }

    @Test
    void noPictureMakesNoPair() {
        DistanceHistograms distances = DistanceHistograms.of(List.of());

        assertThat(distances.images(Modality.INFRARED)).isZero();
        assertThat(Pair.values())
                .allSatisfy(pair -> assertThat(bins(distances, pair)).isEmpty());
    }

    /** The bins that are not empty. */
    private static List<String> bins(DistanceHistograms distances, Pair pair) {
        List<Integer> counts = distances.counts(pair);
        return IntStream.range(0, counts.size())
                .filter(bin -> counts.get(bin) > 0)
                .mapToObj(bin -> bin + ": " + counts.get(bin))
                .toList();
    }
}
