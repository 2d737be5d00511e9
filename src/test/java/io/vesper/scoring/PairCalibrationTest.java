package io.vesper.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PairCalibrationTest {
    private final PairCalibration calibration = new PairCalibration(new Spread(0.2, 0.1), 3);

    /** 0.6 is 4 deviations above: 3 * (4 - 1.5). 0.35 is half way between the two: 1.5 deviations. 0.1: 3 * (-1 - 1.5). */
    @Test
    void aCosineIsWorthTheSeparationTimesWhatItExceedsTheMiddleBy() {
        assertThat(calibration.calibrated(0.6)).isCloseTo(7.5, within(1e-12));
        assertThat(calibration.calibrated(0.35)).isCloseTo(0, within(1e-12));
        assertThat(calibration.calibrated(0.1)).isCloseTo(-7.5, within(1e-12));
    }

    /** Strangers' cosines are normal about 0.2, one person's about 0.2 + 3 * 0.1, both of deviation 0.1. */
    @Test
    void itIsTheLogarithmOfTheRatioOfTwoNormalDensities() {
        for (double cosine = -1; cosine <= 1; cosine += 0.01) {
            double samePerson = Math.exp(-Math.pow((cosine - 0.5) / 0.1, 2) / 2);
            double strangers = Math.exp(-Math.pow((cosine - 0.2) / 0.1, 2) / 2);
            assertThat(calibration.calibrated(cosine)).isCloseTo(Math.log(samePerson / strangers), within(1e-6));
        }
    }

    /**
     * About 4 with a deviation of 0.6: 2.5 is as many deviations above strangers (2.5) as below one person's images (1.5 / 0.6), and so it
     * is at a separation of 5 with a deviation of 1.
     */
    @Test
    void twoWidthsBecomeOneWithAsMuchConfusion() {
        PairCalibration calibration = PairCalibration.of(new Spread(0.2, 0.1), new Spread(4, 0.6));

        assertThat(calibration.separation()).isCloseTo(5, within(1e-12));
        assertThat(calibration.calibrated(0.2 + 2.5 * 0.1)).isCloseTo(0, within(1e-9));
    }

    /** Across, one person's images stand out by 2.5 deviations instead of 4: 2.5 * (2 - 1.25) = 1.875 against 4 * (2.25 - 2) = 1. */
    @Test
    void aCosineAcrossModalitiesMayBeWorthMoreThanAHigherOneWithin() {
        Spread strangers = new Spread(0, 0.2);

        assertThat(new PairCalibration(strangers, 2.5).calibrated(0.4)).isCloseTo(1.875, within(1e-12));
        assertThat(new PairCalibration(strangers, 4).calibrated(0.45)).isCloseTo(1, within(1e-12));
    }

    @Test
    void aModelThatTakesStrangersForOnePersonRanksByCosinesAllTheSame() {
        PairCalibration calibration = PairCalibration.of(new Spread(0.2, 0.1), new Spread(-2, 1));

        assertThat(calibration.separation()).isEqualTo(0.1);
        assertThat(calibration.calibrated(0.3)).isGreaterThan(calibration.calibrated(0.29));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> new Spread(0, 0)).hasMessageContaining("deviation (0.0)");
        assertThatThrownBy(() -> new Spread(Double.NaN, 1)).hasMessageContaining("mean (NaN)");
        assertThatThrownBy(() -> new PairCalibration(new Spread(0, 1), Double.NaN))
                .hasMessageContaining("separation (NaN)");
    }
}
