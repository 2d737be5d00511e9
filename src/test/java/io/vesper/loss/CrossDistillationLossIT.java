package io.vesper.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossDistillationLossIT {
    private static final double[][] ISH_V = Oracle.matrix("logits.ish_v");
    private static final double[][] ISH_Z = Oracle.matrix("logits.ish_z");
    private static final double[][] VSH_V = Oracle.matrix("logits.vsh_v");
    private static final double[][] VSH_Z = Oracle.matrix("logits.vsh_z");

    /** Infrared observation and representation, then the visible ones. */
    private static Differentiated loss(CrossDistillationLoss loss, double[][]... logits) {
        return Differentiated.at(
                inputs -> loss.of(
                        new BranchLogits(inputs.get(0), inputs.get(1)), new BranchLogits(inputs.get(2), inputs.get(3))),
                logits);
    }

    private static Differentiated ofOracle(CrossDistillationLoss loss) {
        return loss(loss, ISH_V, ISH_Z, VSH_V, VSH_Z);
    }

    @Test
    void valueAndGradientsAreThoseOfTheOracle() {
        Differentiated loss = ofOracle(new CrossDistillationLoss(1));
        loss.assertValue("vcd.loss");
        Tensors.assertClose(loss.gradients().get(1), Oracle.matrix("vcd.grad_ish_z"));
        Tensors.assertClose(loss.gradients().get(3), Oracle.matrix("vcd.grad_vsh_z"));
    }

    @Test
    void theObservationsGetNoGradient() {
        Differentiated loss = ofOracle(new CrossDistillationLoss(1));
        Tensors.assertAllZero(loss.gradients().get(0));
        Tensors.assertAllZero(loss.gradients().get(2));
    }

    @Test
    void weightOneIsThePlainSum() {
        ofOracle(new CrossDistillationLoss(1, 1, DistillationForm.DIVERGENCE)).assertValue("vcd.loss_unhalved");
    }

    @Test
    void eachRepresentationLearnsFromTheOtherModality() {
        Differentiated towardsInfrared =
                loss(new CrossDistillationLoss(1, 1, DistillationForm.DIVERGENCE), VSH_Z, ISH_Z, VSH_V, VSH_Z);
        towardsInfrared.assertValue("vcd.KL_vV_zI");
        Differentiated towardsVisible =
                loss(new CrossDistillationLoss(1, 1, DistillationForm.DIVERGENCE), ISH_V, ISH_Z, ISH_Z, VSH_Z);
        towardsVisible.assertValue("vcd.KL_vI_zV");
    }

    @Test
    void theTemperatureDividesBothLogitsAndNothingElse() {
        double expected = (Naive.kl(VSH_V, ISH_Z, 3) + Naive.kl(ISH_V, VSH_Z, 3)) / 2;
        assertThat(ofOracle(new CrossDistillationLoss(3)).value()).isCloseTo(expected, Tensors.near(expected));
    }

    @Test
    void branchesOfDifferentBatchesAreRefused() {
        CrossDistillationLoss loss = new CrossDistillationLoss(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss(loss, new double[2][3], new double[2][3], new double[4][3], new double[4][3]))
                .withMessageContaining("teacher and student have the shapes (4, 3) and (2, 3)");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void temperaturesAndWeightsThatAreNotPositiveAreRefused(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CrossDistillationLoss(value))
                .withMessageContaining("temperature of the cross-distillation (" + value + ")");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CrossDistillationLoss(1, value, DistillationForm.DIVERGENCE))
                .withMessageContaining("weight of the cross-distillation (" + value + ")");
    }
}
