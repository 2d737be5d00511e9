package io.vesper.optimiser;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import java.util.List;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdamIT {
    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void closeManager() {
        manager.close();
    }

    private static AdamSettings settings(boolean decoupled) {
        return decoupled ? AdamSettings.DECOUPLED : AdamSettings.COUPLED;
    }

    /** The update of the formula, one weight at a time in float64. */
    private static double[] naive(float[] start, float[][] gradients, double[] rates, double decay, boolean decoupled) {
        double[] weights = new double[start.length];
        for (int i = 0; i < start.length; i++) {
            double w = start[i];
            double m = 0;
            double v = 0;
            for (int t = 1; t <= rates.length; t++) {
                double g = gradients[t - 1][i] + (decoupled ? 0 : decay * w);
                w -= decoupled ? rates[t - 1] * decay * w : 0;
                m = 0.9 * m + 0.1 * g;
                v = 0.999 * v + 0.001 * g * g;
                w -= rates[t - 1] * (m / (1 - Math.pow(0.9, t))) / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
            }
            weights[i] = w;
        }
        return weights;
    }

    private static float[][] gradients(int steps, int size, long seed) {
        float[][] gradients = new float[steps][];
        for (int t = 0; t < steps; t++) {
            gradients[t] = Weights.random(size, seed + t);
        }
        return gradients;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fiveStepsOfTwoGroupsAreThoseOfTheFormula(boolean decoupled) {
        float[] encoderStart = Weights.random(6, 1);
        float[] headStart = Weights.random(3, 2);
        Parameter encoder = Weights.trained(manager, "encoder.weight", encoderStart);
        Parameter head = Weights.trained(manager, "head.weight", headStart);
        float[][] encoderGradients = gradients(5, 6, 10);
        float[][] headGradients = gradients(5, 3, 20);
        double[] rates = {0.01, 0.02, 0.03, 0.02, 0.01};
        try (Adam adam = new Adam(
                List.of(Weights.group(encoder, 0.1, 0.3), Weights.group(head, 1, 0)), settings(decoupled), manager)) {
            for (int t = 0; t < rates.length; t++) {
                Weights.backward(encoder, encoderGradients[t]);
                Weights.backward(head, headGradients[t]);
                adam.step(rates[t]);
            }
            assertThat(adam.steps()).isEqualTo(5);
        }
        double[] encoderRates = DoubleStream.of(rates).map(rate -> 0.1 * rate).toArray();
        Weights.assertClose(encoder, naive(encoderStart, encoderGradients, encoderRates, 0.3, decoupled));
        Weights.assertClose(head, naive(headStart, headGradients, rates, 0, decoupled));
    }

    @Test
    void theFirstStepIsTheLearningRateAgainstTheGradientsSign() {
        Parameter weight = Weights.trained(manager, "w", 1, 1);
        try (Adam adam = new Adam(List.of(Weights.group(weight, 1, 0)), AdamSettings.COUPLED, manager)) {
            Weights.backward(weight, 300, -0.02f);
            adam.step(0.25);
        }
        Weights.assertClose(weight, 0.75, 1.25);
    }

    @Test
    void epsilonIsAddedToTheCorrectedRoot() {
        Parameter weight = Weights.trained(manager, "w", 0);
        try (Adam adam = new Adam(List.of(Weights.group(weight, 1, 0)), AdamSettings.COUPLED, manager)) {
            Weights.backward(weight, 1e-8f);
            adam.step(1);
        }
        // m and the root of v are both 1e-8 once corrected, as is epsilon: 1e-8 / (1e-8 + 1e-8).
        assertThat(Weights.values(weight)[0]).isCloseTo(-0.5f, Offset.offset(1e-4f));
    }
}
