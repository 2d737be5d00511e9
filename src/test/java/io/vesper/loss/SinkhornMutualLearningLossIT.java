package io.vesper.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SinkhornMutualLearningLossIT {
    private static final SinkhornMutualLearningLoss LOSS = new SinkhornMutualLearningLoss();
    private static final double[][] INFRARED = Oracle.matrix("logits.i_v");
    private static final double[][] VISIBLE = Oracle.matrix("logits.v_v");

    private static Differentiated loss(double[][] infrared, double[][] visible) {
        return Differentiated.at(inputs -> LOSS.of(inputs.get(0), inputs.get(1)), infrared, visible);
    }

    @Test
    void theValueIsThatOfTheOracle() {
        loss(INFRARED, VISIBLE).assertValue("official_cml_sinkhorn.loss");
    }

    @Test
    void theGradientIsThatOfFiniteDifferences() {
        double step = 1e-2;
        double[][] gradient = loss(INFRARED, VISIBLE).gradients().get(0);
        for (int i = 0; i < INFRARED.length; i++) {
            double[][] up = copy(INFRARED);
            double[][] down = copy(INFRARED);
            up[i][0] += step;
            down[i][0] -= step;
            double slope = (loss(up, VISIBLE).value() - loss(down, VISIBLE).value()) / (2 * step);
            assertThat(gradient[i][0]).isCloseTo(slope, within(0.03 * Math.abs(slope) + 2e-3));
        }
    }

    /** It compares sets: which row is which does not matter. */
    @Test
    void theOrderOfTheRowsDoesNotMatter() {
        double[][] turned = copy(VISIBLE);
        turned[0] = VISIBLE[VISIBLE.length - 1];
        turned[VISIBLE.length - 1] = VISIBLE[0];
        double expected = loss(INFRARED, VISIBLE).value();
        assertThat(loss(INFRARED, turned).value()).isCloseTo(expected, Tensors.near(expected));
    }

    /** Rows as far apart as predictions can be, cost 2 each: the kernel exp(-200) vanishes in float32. */
    @Test
    void opposedPredictionsStayFinite() {
        Differentiated loss = loss(new double[][] {{60, 0}, {60, 0}}, new double[][] {{0, 60}, {0, 60}});
        assertThat(loss.value()).isBetween(0.0, 2.0);
        loss.gradients().forEach(Tensors::assertFinite);
    }

    @Test
    void equalPredictionsCostNothing() {
        assertThat(loss(new double[][] {{4, 0}, {0, 4}}, new double[][] {{4, 0}, {0, 4}})
                        .value())
                .isCloseTo(0, within(1e-4));
    }

    private static double[][] copy(double[][] matrix) {
        double[][] copy = new double[matrix.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = matrix[i].clone();
        }
        return copy;
    }
}
