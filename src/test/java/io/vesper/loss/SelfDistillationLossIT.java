package io.vesper.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelfDistillationLossIT {
    private static final double[][] I_V = Oracle.matrix("logits.i_v");
    private static final double[][] I_Z = Oracle.matrix("logits.i_z");
    private static final double[][] V_V = Oracle.matrix("logits.v_v");
    private static final double[][] V_Z = Oracle.matrix("logits.v_z");

    /** Infrared observation and representation, then the visible ones. */
    private static Differentiated loss(double temperature, double[][]... logits) {
        SelfDistillationLoss loss = new SelfDistillationLoss(temperature);
        return Differentiated.at(
                inputs -> loss.of(
                        new BranchLogits(inputs.get(0), inputs.get(1)), new BranchLogits(inputs.get(2), inputs.get(3))),
                logits);
    }

    @Test
    void valueAndGradientsAreThoseOfTheOracle() {
        Differentiated loss = loss(1, I_V, I_Z, V_V, V_Z);
        loss.assertValue("vsd.loss");
        Tensors.assertClose(loss.gradients().get(1), Oracle.matrix("vsd.grad_i_z"));
        Tensors.assertClose(loss.gradients().get(3), Oracle.matrix("vsd.grad_v_z"));
    }

    @Test
    void theObservationsGetNoGradient() {
        Differentiated loss = loss(1, I_V, I_Z, V_V, V_Z);
        Tensors.assertAllZero(loss.gradients().get(0));
        Tensors.assertAllZero(loss.gradients().get(2));
    }

    @Test
    void itIsNotTheReversedDivergence() {
        Differentiated infraredOnly = loss(1, I_V, I_Z, V_V, V_V);
        infraredOnly.assertValue("vsd.KL_I");
        assertThat(infraredOnly.value())
                .isNotCloseTo(
                        Oracle.number("vsd.reverse_KL_I_must_not_match"),
                        Tensors.near(Oracle.number("vsd.reverse_KL_I_must_not_match")));
    }

    @Test
    void studentsThatPredictAsTheirTeachersCostNothing() {
        Differentiated loss = loss(1, I_V, I_V, V_V, V_V);
        assertThat(loss.value()).isZero();
        Tensors.assertClose(loss.gradients().get(1), new double[I_V.length][I_V[0].length]);
    }

    @Test
    void theTemperatureDividesBothLogitsAndNothingElse() {
        loss(2, I_V, I_Z, V_V, V_V).assertValue("vsd.KL_I_at_T2");
    }

    @Test
    void observationAndRepresentationOfDifferentBatchesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss(1, new double[2][3], new double[4][3], new double[2][3], new double[2][3]))
                .withMessageContaining("observation and representation have the shapes (2, 3) and (4, 3)");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aTemperatureThatIsNotPositiveIsRefused(double temperature) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SelfDistillationLoss(temperature))
                .withMessage("The temperature of the self-distillation (%s) must be finite and greater than 0."
                        .formatted(temperature));
    }
}
