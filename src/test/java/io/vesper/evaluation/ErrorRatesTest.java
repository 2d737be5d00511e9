package io.vesper.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.vesper.embedding.OpenSet.Threshold;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ErrorRatesTest {
    /**
     * Two people at 1/8, 2/8, 3/8 and 4/8, one person at 5/16, 7/16, 9/16, 10/16 and 12/16. At 3/8 two of four strangers' pairs pass, that
     * at 3/8 itself among them, and one of five matches does not. Above 7/16 the errors are 1/4 and 2/5; they are nearest from
     * 0.3751 to 7/16: 1/4 and 1/5.
     */
    @Test
    void errorsAreThoseWorkedOutByHand() {
        ErrorRates rates = rates(List.of(0.125, 0.25, 0.375, 0.5), List.of(0.3125, 0.4375, 0.5625, 0.625, 0.75));

        assertThat(rates.strangers()).isEqualTo(4);
        assertThat(rates.matches()).isEqualTo(5);
        assertThat(rates.falseAcceptRate(0.375)).isEqualTo(0.5);
        assertThat(rates.falseAcceptRate(0.3751)).isEqualTo(0.25);
        assertThat(rates.falseRejectRate(0.375)).isEqualTo(0.2);
        assertThat(rates.falseRejectRate(0.4375)).isEqualTo(0.2);
        assertThat(rates.falseRejectRate(0.4376)).isEqualTo(0.4);
        assertThat(rates.falseAcceptRate(-1)).isEqualTo(1);
        assertThat(rates.falseAcceptRate(1)).isZero();
        assertThat(rates.falseRejectRate(1)).isEqualTo(1);
        assertThat(rates.equalError().threshold()).isEqualTo(0.3751);
        assertThat(rates.equalError().rate()).isCloseTo(0.225, within(1e-12));
    }

    /** 128 pairs of two people at 0, 1/128, …: a tenth are 12.8. The twelve from 116/128 on pass from 0.8985 on, above 115/128. */
    @Test
    void aThresholdIsTheLowestThatKeepsToItsRate() {
        List<Double> strangers = new ArrayList<>();
        for (int i = 0; i < 128; i++) {
            strangers.add(i / 128.0);
        }
        ErrorRates rates = rates(strangers, List.of(0.75, 0.90625));

        assertThat(rates.threshold(0.1)).isEqualTo(new Threshold(0.1, 0.8985, 0.5, 128, 2));
        assertThat(rates.threshold(0.101)).isEqualTo(new Threshold(0.101, 0.8985, 0.5, 128, 2));
    }

    @Test
    void aRateWithFewerThanTenFalseAcceptsIsNotGiven() {
        List<Double> strangers = new ArrayList<>();
        for (int i = 0; i < 999; i++) {
            strangers.add(i / 1000.0);
        }
        assertThat(rates(strangers, List.of(0.5)).thresholds())
                .extracting(Threshold::falseAcceptRate)
                .containsExactly(0.1);
        strangers.add(0.999);
        assertThat(rates(strangers, List.of(0.5)).thresholds())
                .extracting(Threshold::falseAcceptRate)
                .containsExactly(0.1, 0.01);
    }

    /** Too many strangers look exactly alike for any threshold to keep them out. */
    @Test
    void whereNoThresholdKeepsToARateThereIsNone() {
        ErrorRates rates = rates(Collections.nCopies(50, 1.0), List.of(1.0));

        assertThat(rates.threshold(0.1)).isNull();
        assertThat(rates.falseAcceptRate(1)).isEqualTo(1);
    }

    @Test
    void everyThresholdAgreesWithANaiveCount() {
        Random random = new Random(5);
        List<Double> strangers = new ArrayList<>();
        List<Double> matches = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            strangers.add(Math.max(-1, Math.min(1, 0.2 + 0.15 * random.nextGaussian())));
        }
        for (int i = 0; i < 500; i++) {
            matches.add(Math.max(-1, Math.min(1, 0.6 + 0.2 * random.nextGaussian())));
        }
        ErrorRates rates = rates(strangers, matches);

        assertThat(rates.thresholds()).hasSize(3).allSatisfy(found -> {
            double below = found.threshold() - ErrorRates.STEP;
            assertThat(passing(strangers, found.threshold())).isLessThanOrEqualTo(found.falseAcceptRate());
            assertThat(passing(strangers, below)).isGreaterThan(found.falseAcceptRate());
            assertThat(found.falseRejectRate()).isCloseTo(1 - passing(matches, found.threshold()), within(1e-12));
        });
        for (int i = -100; i <= 100; i++) {
            assertThat(rates.falseAcceptRate(i / 100.0)).isCloseTo(passing(strangers, i / 100.0), within(1e-12));
            assertThat(rates.falseRejectRate(i / 100.0)).isCloseTo(1 - passing(matches, i / 100.0), within(1e-12));
        }
    }

    @Test
    void aThresholdOutsideTheCosinesRangeIsRefused() {
        ErrorRates rates = rates(List.of(0.1), List.of(0.2));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> rates.falseAcceptRate(1.01))
                .withMessageContaining("(1.01)");
    }

    private static double passing(List<Double> similarities, double threshold) {
        return similarities.stream()
                        .filter(similarity -> (float) (double) similarity >= threshold)
                        .count()
                / (double) similarities.size();
    }

    private static ErrorRates rates(List<Double> strangers, List<Double> matches) {
        SimilarityCounts counts = new SimilarityCounts();
        strangers.forEach(similarity -> counts.add((float) (double) similarity, false));
        matches.forEach(similarity -> counts.add((float) (double) similarity, true));
        return new ErrorRates(counts);
    }
}
