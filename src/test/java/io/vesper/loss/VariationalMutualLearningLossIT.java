package io.vesper.loss;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class VariationalMutualLearningLossIT {
    private static final double[][] ISH_Z = Oracle.matrix("logits.ish_z");
    private static final double[][] VSH_Z = Oracle.matrix("logits.vsh_z");

    private static Differentiated loss(double[][] infrared, double[][] visible) {
        VariationalMutualLearningLoss loss = new VariationalMutualLearningLoss();
        return Differentiated.at(inputs -> loss.of(inputs.get(0), inputs.get(1)), infrared, visible);
    }

    @Test
    void valueAndBothGradientsAreThoseOfTheOracle() {
        Differentiated loss = loss(ISH_Z, VSH_Z);
        loss.assertValue("vml.loss");
        Tensors.assertClose(loss.gradients().get(0), Oracle.matrix("vml.grad_ish_z"));
        Tensors.assertClose(loss.gradients().get(1), Oracle.matrix("vml.grad_vsh_z"));
    }

    @Test
    void theModalitiesMayBeSwapped() {
        loss(VSH_Z, ISH_Z).assertValue("vml.loss");
    }

    @Test
    void modalitiesOfDifferentBatchesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss(new double[2][3], new double[4][3]))
                .withMessageContaining("shapes (2, 3) and (4, 3)");
    }
}
