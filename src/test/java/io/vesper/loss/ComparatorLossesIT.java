package io.vesper.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The terms of the conventional and of the multi-view information bottleneck, against sums written out. */
class ComparatorLossesIT {
    private static final double[][] MEAN = {{0, 1}, {-2, 0.5}};
    private static final double[][] DEVIATION = {{1, 0.5}, {2, 1}};
    private static final double[][] OTHER_MEAN = {{1, 1}, {0, 0}};
    private static final double[][] OTHER_DEVIATION = {{1, 1}, {0.5, 3}};

    /** KL(N(m, s) || N(n, t)) = ln(t / s) + (s^2 + (m - n)^2) / (2 t^2) - 1/2, as in any table. */
    private static double divergence(double m, double s, double n, double t) {
        return Math.log(t / s) + (s * s + (m - n) * (m - n)) / (2 * t * t) - 0.5;
    }

    @Test
    void thePriorDivergenceSumsOverAxesAndAveragesOverRows() {
        double expected = 0;
        for (int b = 0; b < 2; b++) {
            for (int k = 0; k < 2; k++) {
                expected += divergence(MEAN[b][k], DEVIATION[b][k], 0, 1) / 2;
            }
        }
        Differentiated loss = Differentiated.at(
                inputs -> new PriorDivergenceLoss().of(new Posterior(inputs.get(0), inputs.get(1))), MEAN, DEVIATION);
        assertThat(loss.value()).isCloseTo(expected, Tensors.near(expected));
        // d/dmu = mu / B, d/dsigma = (sigma - 1 / sigma) / B
        Tensors.assertClose(loss.gradients().get(0), Tensors.times(0.5, MEAN));
        assertThat(loss.gradients().get(1)[1][0]).isCloseTo((2 - 0.5) / 2, within(1e-5));
    }

    @Test
    void theViewDivergenceIsTheMeanOfBothDirections() {
        double expected = 0;
        for (int b = 0; b < 2; b++) {
            for (int k = 0; k < 2; k++) {
                double there = divergence(MEAN[b][k], DEVIATION[b][k], OTHER_MEAN[b][k], OTHER_DEVIATION[b][k]);
                double back = divergence(OTHER_MEAN[b][k], OTHER_DEVIATION[b][k], MEAN[b][k], DEVIATION[b][k]);
                expected += (there + back) / 2 / 2;
            }
        }
        Differentiated loss = Differentiated.at(
                inputs -> new ViewDivergenceLoss()
                        .of(new Posterior(inputs.get(0), inputs.get(1)), new Posterior(inputs.get(2), inputs.get(3))),
                MEAN,
                DEVIATION,
                OTHER_MEAN,
                OTHER_DEVIATION);
        assertThat(loss.value()).isCloseTo(expected, Tensors.near(expected));
    }

    /** Cosines 1 on the diagonal and 0 beside it, over T = 0.1: -ln(e^10 / (e^10 + 1)) in both directions. */
    @Test
    void theViewInformationIsAnInfoNceBound() {
        double[][] axes = {{3, 0}, {0, 0.2}};
        double[][] crossed = {{0, 1}, {1, 0}};
        assertThat(viewInformation(axes, axes)).isCloseTo(Math.log1p(Math.exp(-10)), within(1e-6));
        assertThat(viewInformation(axes, crossed)).isCloseTo(10 + Math.log1p(Math.exp(-10)), within(1e-4));
    }

    /** Row 2 shows the person of row 0: it is neither pulled nor pushed, so the other person alone competes. */
    @Test
    void otherPicturesOfTheSamePersonAreNoNegatives() {
        double[][] rows = {{1, 0}, {0, 1}, {1, 0}};
        double loss = Differentiated.at(
                        inputs -> new ViewInformationLoss()
                                .of(
                                        inputs.get(0),
                                        inputs.get(1),
                                        inputs.get(0).getManager().create(new long[] {4, 5, 4})),
                        rows,
                        rows)
                .value();
        // Rows 0 and 2 compete with row 1 alone, row 1 with both of them.
        double one = Math.log1p(Math.exp(-10));
        double two = Math.log1p(2 * Math.exp(-10));
        assertThat(loss).isCloseTo((2 * one + two) / 3, within(1e-6));
    }

    private static double viewInformation(double[][] first, double[][] second) {
        return Differentiated.at(
                        inputs -> new ViewInformationLoss()
                                .of(
                                        inputs.get(0),
                                        inputs.get(1),
                                        inputs.get(0).getManager().create(new long[] {0, 1})),
                        first,
                        second)
                .value();
    }
}
