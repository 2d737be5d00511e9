package io.vesper.scoring;

import static io.vesper.scoring.KnownImages.byPerson;
import static io.vesper.scoring.KnownImages.crowd;
import static io.vesper.scoring.KnownImages.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vesper.person.Modality;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final PairCalibration ASSUMED = new PairCalibration(new Spread(0, 0.2), 3);

    @Test
    void withoutAnybodyEveryPairIsAsAssumed() {
        for (Modality probe : Modality.values()) {
            for (Modality gallery : Modality.values()) {
                assertThat(Calibration.NONE.pair(probe, gallery)).isEqualTo(ASSUMED);
                assertThat(Calibration.NONE.forProbe(probe).calibrated(gallery, 0.4))
                        .isCloseTo(1.5, within(1e-12)); // 3 * (0.4 / 0.2 - 1.5)
            }
        }
    }

    /**
     * One cosine of 0.5, between two visible images, beside 100 assumed ones of mean 0 and square 0.04. All pairs: mean 0.5 / 101 =
     * 0.0049505, square 4.25 / 101 = 0.0420792. Within a modality, 0.5 beside 100 of those: mean 0.9950495 / 101 = 0.0098520, square
     * 4.4579208 / 101 = 0.0441378. Visible with visible, 0.5 beside 100 of these: mean 1.4851975 / 101 = 0.0147049, square 4.6637830 / 101 =
     * 0.0461761, deviation the root of 0.0459599 = 0.2143824.
     */
    @Test
    void fewCosinesOfStrangersOnlyBendTheAssumption() {
        Calibration calibration = Calibration.of(
                List.of(image("A", 1, Modality.VISIBLE, 1, 0), image("B", 1, Modality.VISIBLE, 0.5f, (float)
                        Math.sqrt(0.75))),
                List.of());

        Spread visible = calibration.pair(Modality.VISIBLE, Modality.VISIBLE).strangers();
        assertThat(visible.mean()).isCloseTo(0.0147049, within(1e-6));
        assertThat(visible.deviation()).isCloseTo(0.2143824, within(1e-6));
        assertThat(calibration
                        .pair(Modality.INFRARED, Modality.INFRARED)
                        .strangers()
                        .mean())
                .isCloseTo(0.0098520, within(1e-6));
        assertThat(calibration
                        .pair(Modality.VISIBLE, Modality.INFRARED)
                        .strangers()
                        .mean())
                .isCloseTo(0.0049505, within(1e-6));
    }

    /**
     * One cosine of 1 across is 5 deviations of 0.2, beside 100 assumed ones of mean 3 and square 10. All pairs: mean 305 / 101 = 3.0198020,
     * square 1025 / 101 = 10.1485149. Across, 5 beside 100 of those: mean 306.9801980 / 101 = 3.0394079, square 1039.8514851 / 101 = 10.2955593,
     * deviation the root of 1.0575589 = 1.0283768: 6.0788158 / 2.0283768 = 2.9968869.
     */
    @Test
    void fewCosinesOfOnePersonOnlyBendTheAssumption() {
        Calibration calibration = Calibration.of(
                List.of(),
                List.of(List.of(image("A", 1, Modality.VISIBLE, 1, 0), image("A", 3, Modality.INFRARED, 1, 0))));

        assertThat(calibration.pair(Modality.INFRARED, Modality.VISIBLE).separation())
                .isCloseTo(2.9968869, within(1e-6));
    }

    @Test
    void imagesOfOnePersonByOneCameraTellNothing() {
        List<KnownImage> images =
                List.of(image("A", 1, Modality.VISIBLE, 1, 0), image("A", 1, Modality.VISIBLE, 0.6f, 0.8f));

        assertThat(Calibration.of(images, List.of(images)).pair(Modality.VISIBLE, Modality.VISIBLE))
                .isEqualTo(ASSUMED);
    }

    /** Nobody is known in both modalities: across, one person's images are taken to stand out as far as they do within. */
    @Test
    void aPairThatNobodyShowsLeansOnTheOthers() {
        List<KnownImage> images = crowd(Modality.VISIBLE);

        Calibration calibration = Calibration.of(images, byPerson(images));

        double within = calibration.pair(Modality.VISIBLE, Modality.VISIBLE).separation();
        assertThat(within).isGreaterThan(3.5);
        assertThat(calibration.pair(Modality.INFRARED, Modality.INFRARED).separation())
                .isCloseTo(within, within(0.2));
        assertThat(calibration.pair(Modality.VISIBLE, Modality.INFRARED).separation())
                .isCloseTo(within, within(0.4));
    }
}
