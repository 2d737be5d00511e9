package io.vesper.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MutualLearningLossIT {
    private static final double[][] I_V = Oracle.matrix("logits.i_v");
    private static final double[][] V_V = Oracle.matrix("logits.v_v");

    private static Differentiated loss(double[][] infrared, double[][] visible) {
        return Differentiated.at(
                inputs -> new MutualLearningLoss().of(inputs.get(0), inputs.get(1)), infrared, visible);
    }

    @Test
    void valueAndGradientsAreThoseOfTheOracle() {
        Differentiated loss = loss(I_V, V_V);
        loss.assertValue("dml_kl.loss");
        Tensors.assertClose(loss.gradients().get(0), Oracle.matrix("dml_kl.grad_i_v"));
        Tensors.assertClose(loss.gradients().get(1), Oracle.matrix("dml_kl.grad_v_v"));
    }

    @Test
    void eachDirectionTeachesItsSecondPredictionOnly() {
        Differentiated towardsInfrared =
                Differentiated.at(inputs -> Divergence.kl(inputs.get(0), inputs.get(1), 1), V_V, I_V);
        towardsInfrared.assertValue("dml_kl.KL_V_I");
        Tensors.assertAllZero(towardsInfrared.gradients().get(0));
        Tensors.assertClose(towardsInfrared.gradients().get(1), Oracle.matrix("dml_kl.grad_i_v"));
    }

    @Test
    void theBranchesMayBeSwapped() {
        loss(V_V, I_V).assertValue("dml_kl.loss");
    }

    @Test
    void branchesThatAgreeHaveNothingToLearn() {
        Differentiated loss = loss(I_V, I_V);
        assertThat(loss.value()).isZero();
        Tensors.assertClose(loss.gradients().get(0), new double[I_V.length][I_V[0].length]);
    }

    @Test
    void branchesOfDifferentBatchesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss(new double[2][3], new double[4][3]))
                .withMessageContaining("shapes (2, 3) and (4, 3)");
    }
}
