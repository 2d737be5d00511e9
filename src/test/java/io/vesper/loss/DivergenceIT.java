package io.vesper.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DivergenceIT {
    private static final double[][] FIRST = Tensors.random(7, 29, 3, 11);
    private static final double[][] SECOND = Tensors.random(7, 29, 3, 12);
    /** Opposite certainties, in both orders, and equal ones. */
    private static final double[][] HUGE = {{80, -80, 0}, {-80, 80, 0}, {80, -80, -80}};

    private static final double[][] OPPOSITE = {{-80, 80, 0}, {80, -80, 0}, {80, -80, -80}};

    private static Differentiated kl(double[][] teacher, double[][] student, double temperature) {
        return Differentiated.at(inputs -> Divergence.kl(inputs.get(0), inputs.get(1), temperature), teacher, student);
    }

    private static Differentiated jensenShannon(double[][] first, double[][] second) {
        return Differentiated.at(inputs -> Divergence.jensenShannon(inputs.get(0), inputs.get(1)), first, second);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 4})
    void loopsGiveTheSameKl(double temperature) {
        double expected = Naive.kl(FIRST, SECOND, temperature);
        assertThat(kl(FIRST, SECOND, temperature).value()).isCloseTo(expected, Tensors.near(expected));
    }

    @Test
    void loopsGiveTheSameJensenShannon() {
        double expected = Naive.jensenShannon(FIRST, SECOND);
        assertThat(jensenShannon(FIRST, SECOND).value()).isCloseTo(expected, Tensors.near(expected));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 4})
    void theStudentsGradientIsTheSlopeOfKl(double temperature) {
        double[][] slopes = slopes(student -> Naive.kl(FIRST, student, temperature));
        Tensors.assertClose(kl(FIRST, SECOND, temperature).gradients().get(1), slopes);
    }

    @Test
    void bothGradientsAreTheSlopesOfJensenShannon() {
        Differentiated divergence = jensenShannon(FIRST, SECOND);
        Tensors.assertClose(divergence.gradients().get(1), slopes(second -> Naive.jensenShannon(FIRST, second)));
        Tensors.assertClose(
                jensenShannon(SECOND, FIRST).gradients().get(0),
                divergence.gradients().get(1));
    }

    /** Central differences of a float64 loss at {@link #SECOND}. */
    private static double[][] slopes(ToDoubleFunction<double[][]> loss) {
        double step = 1e-5;
        double[][] slopes = new double[SECOND.length][SECOND[0].length];
        for (int i = 0; i < slopes.length; i++) {
            for (int k = 0; k < slopes[i].length; k++) {
                slopes[i][k] =
                        (loss.applyAsDouble(moved(i, k, step)) - loss.applyAsDouble(moved(i, k, -step))) / (2 * step);
            }
        }
        return slopes;
    }

    private static double[][] moved(int row, int column, double by) {
        double[][] moved = IntStream.range(0, SECOND.length)
                .mapToObj(i -> SECOND[i].clone())
                .toArray(double[][]::new);
        moved[row][column] += by;
        return moved;
    }

    @Test
    void theTeacherOfKlGetsNoGradient() {
        Tensors.assertAllZero(kl(FIRST, SECOND, 1).gradients().get(0));
    }

    @Test
    void equalPredictionsDoNotDiverge() {
        assertThat(kl(FIRST, FIRST, 1).value()).isZero();
        assertThat(jensenShannon(FIRST, FIRST).value()).isCloseTo(0, Tensors.near(0));
        Tensors.assertClose(kl(FIRST, FIRST, 1).gradients().get(1), new double[7][29]);
        Tensors.assertClose(jensenShannon(FIRST, FIRST).gradients().get(0), new double[7][29]);
    }

    @Test
    void logitsThatDifferByAConstantPredictTheSame() {
        double[][] shifted = new double[][] {{1, 2, 3}};
        assertThat(kl(new double[][] {{11, 12, 13}}, shifted, 1).value()).isCloseTo(0, Tensors.near(0));
    }

    @Test
    void klOfHugeLogitsIsFinite() {
        Differentiated divergence = kl(HUGE, OPPOSITE, 1);
        // Certain of one class against certain of another one: 160 nats, in two rows of three.
        assertThat(divergence.value()).isCloseTo(320.0 / 3, Tensors.near(320.0 / 3));
        Tensors.assertClose(divergence.gradients().get(1), Tensors.times(1.0 / 3, new double[][] {
            {-1, 1, 0}, {1, -1, 0}, {0, 0, 0}
        }));
    }

    @Test
    void jensenShannonOfHugeLogitsIsFinite() {
        Differentiated divergence = jensenShannon(HUGE, OPPOSITE);
        // Predictions without a common class are ln 2 apart, in two rows of three.
        double expected = 2 * Math.log(2) / 3;
        assertThat(divergence.value()).isCloseTo(expected, Tensors.near(expected));
        Tensors.assertFinite(divergence.gradients().get(0));
        Tensors.assertFinite(divergence.gradients().get(1));
    }

    @Test
    void theOrderOfTheBatchDoesNotMatter() {
        double expected = Naive.kl(FIRST, SECOND, 1);
        double[][] teacher = IntStream.range(0, 7).mapToObj(i -> FIRST[6 - i]).toArray(double[][]::new);
        double[][] student = IntStream.range(0, 7).mapToObj(i -> SECOND[6 - i]).toArray(double[][]::new);
        assertThat(kl(teacher, student, 1).value()).isCloseTo(expected, Tensors.near(expected));
    }

    @Test
    void predictionsOfDifferentClassesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kl(new double[2][3], new double[2][4], 1))
                .withMessage(
                        "The logits of teacher and student have the shapes (2, 3) and (2, 4), but must be equal. Maybe they come from different batches or classifiers.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> jensenShannon(new double[2][3], new double[1][3]))
                .withMessageContaining("shapes (2, 3) and (1, 3)");
    }
}
