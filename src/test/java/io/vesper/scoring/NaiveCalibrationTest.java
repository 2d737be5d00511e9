package io.vesper.scoring;

import static io.vesper.scoring.KnownImages.byPerson;
import static io.vesper.scoring.KnownImages.crowd;
import static io.vesper.scoring.KnownImages.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vesper.person.Modality;
import io.vesper.person.ModalityPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is learned from many images. */
class NaiveCalibrationTest {
    /** Against lists of all cosines, to which an assumption adds 100: 50 a deviation below its mean, 50 above. */
    @Test
    void everyPairIsLearnedFromWhatItShowsAndWhatItLeansOn() {
        List<KnownImage> images = new ArrayList<>(crowd(Modality.VISIBLE));
        images.addAll(crowd(Modality.INFRARED));

        Calibration calibration = Calibration.of(images, byPerson(images));

        Map<ModalityPair, Spread> strangers = naive(pair -> cosines(images, pair, false), new Spread(0, 0.2));
        Map<ModalityPair, Spread> samePerson =
                naive(pair -> cosines(images, pair, true).map(strangers.get(pair)::deviations), new Spread(3, 1));
        for (ModalityPair pair : ModalityPair.values()) {
            Modality one = pair == ModalityPair.INFRARED_INFRARED ? Modality.INFRARED : Modality.VISIBLE;
            Modality other = pair == ModalityPair.VISIBLE_VISIBLE ? Modality.VISIBLE : Modality.INFRARED;
            PairCalibration learned = calibration.pair(one, other);
            double separation =
                    2 * samePerson.get(pair).mean() / (1 + samePerson.get(pair).deviation());
            assertThat(learned.strangers().mean()).isCloseTo(strangers.get(pair).mean(), within(1e-9));
            assertThat(learned.strangers().deviation())
                    .isCloseTo(strangers.get(pair).deviation(), within(1e-9));
            assertThat(learned.separation()).isCloseTo(separation, within(1e-9));
            assertThat(calibration.forProbe(one).calibrated(other, 0.7)).isEqualTo(learned.calibrated(0.7));
        }
    }

    private static Map<ModalityPair, Spread> naive(Function<ModalityPair, DoubleStream> seen, Spread assumed) {
        DoubleStream visible = seen.apply(ModalityPair.VISIBLE_VISIBLE);
        DoubleStream infrared = seen.apply(ModalityPair.INFRARED_INFRARED);
        Spread all = naive(
                DoubleStream.concat(DoubleStream.concat(visible, infrared), seen.apply(ModalityPair.VISIBLE_INFRARED)),
                assumed);
        Spread within = naive(
                DoubleStream.concat(
                        seen.apply(ModalityPair.VISIBLE_VISIBLE), seen.apply(ModalityPair.INFRARED_INFRARED)),
                all);
        return Map.of(
                ModalityPair.VISIBLE_VISIBLE, naive(seen.apply(ModalityPair.VISIBLE_VISIBLE), within),
                ModalityPair.INFRARED_INFRARED, naive(seen.apply(ModalityPair.INFRARED_INFRARED), within),
                ModalityPair.VISIBLE_INFRARED, naive(seen.apply(ModalityPair.VISIBLE_INFRARED), all));
    }

    private static Spread naive(DoubleStream seen, Spread assumed) {
        DoubleStream added =
                IntStream.range(0, 100).mapToDouble(i -> assumed.mean() + (i % 2 == 0 ? 1 : -1) * assumed.deviation());
        double[] values = DoubleStream.concat(seen, added).toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        return new Spread(mean, Math.sqrt(variance));
    }

    /** Whatever is enrolled, scores are numbers, and rise with the cosine within a pair. */
    @Test
    void theOrderWithinAPairStays() {
        List<KnownImage> crowd = crowd(Modality.INFRARED);
        List<KnownImage> copies = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            copies.add(image("p" + i % 50, i % 3, Modality.VISIBLE, 1, 0));
        }
        for (List<KnownImage> images : List.of(crowd, copies, crowd.subList(0, 6), crowd.subList(0, 1))) {
            Calibration calibration = Calibration.of(images, byPerson(images));
            for (ModalityPair pair : ModalityPair.values()) {
                Modality one = pair == ModalityPair.INFRARED_INFRARED ? Modality.INFRARED : Modality.VISIBLE;
                Modality other = pair == ModalityPair.VISIBLE_VISIBLE ? Modality.VISIBLE : Modality.INFRARED;
                assertThat(IntStream.rangeClosed(-10, 10)
                                .mapToObj(i -> calibration.pair(one, other).calibrated(i / 10.0)))
                        .isSorted()
                        .doesNotHaveDuplicates()
                        .allSatisfy(score -> assertThat(score).isFinite());
            }
        }
    }

    private static DoubleStream cosines(List<KnownImage> images, ModalityPair pair, boolean isSamePerson) {
        return IntStream.range(0, images.size())
                .boxed()
                .flatMapToDouble(i -> images.subList(0, i).stream()
                        .filter(other -> ModalityPair.of(images.get(i).modality(), other.modality()) == pair
                                && other.person().equals(images.get(i).person()) == isSamePerson
                                && !(isSamePerson
                                        && other.camera().equals(images.get(i).camera())))
                        .mapToDouble(
                                other -> other.embedding().cosine(images.get(i).embedding())));
    }
}
