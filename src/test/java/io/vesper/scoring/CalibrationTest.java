package io.vesper.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vesper.embedding.Embedding;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    /** (0.6 - 0.2) / 0.1. */
    @Test
    void aCosineIsMeasuredInDeviationsAboveStrangers() {
        assertThat(new Strangers(0.2, 0.1).calibrated(0.6)).isCloseTo(4, within(1e-12));
        assertThat(new Strangers(0.2, 0.1).calibrated(0.1)).isCloseTo(-1, within(1e-12));
    }

    @Test
    void withoutAnybodyEveryPairHasTheAssumedStrangers() {
        for (Modality probe : Modality.values()) {
            for (Modality gallery : Modality.values()) {
                assertThat(Calibration.NONE.strangers(probe, gallery).mean()).isZero();
                assertThat(Calibration.NONE.strangers(probe, gallery).deviation())
                        .isCloseTo(0.2, within(1e-12));
            }
        }
    }

    /**
     * One cosine of 0.5, between two visible images, beside 100 assumed ones of mean 0 and square 0.04. All pairs: mean 0.5 / 101 =
     * 0.0049505, square (0.25 + 4) / 101 = 0.0420792. Visible with visible: mean (0.5 + 0.49505) / 101 = 0.0098520, square (0.25 +
     * 4.20792) / 101 = 0.0441378, deviation the root of 0.0440407 = 0.2098588.
     */
    @Test
    void fewCosinesOnlyBendTheAssumption() {
        Calibration calibration = Calibration.of(List.of(
                image("A", Modality.VISIBLE, 1, 0), image("B", Modality.VISIBLE, 0.5f, (float) Math.sqrt(0.75))));

        Strangers visible = calibration.strangers(Modality.VISIBLE, Modality.VISIBLE);
        assertThat(visible.mean()).isCloseTo(0.0098520, within(1e-6));
        assertThat(visible.deviation()).isCloseTo(0.2098588, within(1e-6));
        Strangers across = calibration.strangers(Modality.VISIBLE, Modality.INFRARED);
        assertThat(across.mean()).isCloseTo(0.0049505, within(1e-6));
        assertThat(across).isEqualTo(calibration.strangers(Modality.INFRARED, Modality.INFRARED));
    }

    @Test
    void manyCosinesGiveTheirMeanAndDeviation() {
        Random random = new Random(1);
        List<KnownImage> images = new ArrayList<>();
        for (int i = 0; i < 240; i++) {
            Modality modality = i % 3 == 0 ? Modality.INFRARED : Modality.VISIBLE;
            float shared = modality == Modality.INFRARED ? 1 : 0.5f;
            images.add(image("p" + i / 4, modality, shared + noise(random), noise(random), noise(random)));
        }

        Calibration calibration = Calibration.of(images);

        for (Modality one : Modality.values()) {
            for (Modality other : Modality.values()) {
                double[] cosines = cosinesOfStrangers(images, one, other);
                double mean = mean(cosines);
                double deviation = Math.sqrt(mean(square(cosines)) - mean * mean);
                Strangers strangers = calibration.strangers(one, other);
                assertThat(strangers.mean()).isCloseTo(mean, within(0.02));
                assertThat(strangers.deviation()).isCloseTo(deviation, within(0.02));
                assertThat(calibration.forProbe(one).calibrated(other, 0.7)).isEqualTo(strangers.calibrated(0.7));
            }
        }
    }

    @Test
    void imagesOfOnePersonSayNothingOfStrangers() {
        Calibration calibration =
                Calibration.of(List.of(image("A", Modality.VISIBLE, 1, 0), image("A", Modality.INFRARED, 1, 0)));

        assertThat(calibration.strangers(Modality.VISIBLE, Modality.INFRARED))
                .isEqualTo(Calibration.NONE.strangers(Modality.VISIBLE, Modality.INFRARED));
    }

    @Test
    void aDeviationThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new Strangers(0, 0)).hasMessageContaining("deviation (0.0)");
        assertThatThrownBy(() -> new Strangers(Double.NaN, 1)).hasMessageContaining("mean (NaN)");
    }

    private static float noise(Random random) {
        return 0.4f * (float) random.nextGaussian();
    }

    private static double[] cosinesOfStrangers(List<KnownImage> images, Modality one, Modality other) {
        return images.stream()
                .filter(image -> image.modality() == one)
                .flatMapToDouble(image -> images.stream()
                        .filter(stranger -> stranger.modality() == other
                                && !stranger.person().equals(image.person()))
                        .mapToDouble(stranger -> stranger.embedding().cosine(image.embedding())))
                .toArray();
    }

    private static double[] square(double[] values) {
        return Arrays.stream(values).map(value -> value * value).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static KnownImage image(String person, Modality modality, float... values) {
        return new KnownImage(new PersonId(person), modality, Embedding.normalised(values));
    }
}
