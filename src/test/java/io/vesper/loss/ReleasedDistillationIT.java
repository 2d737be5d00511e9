package io.vesper.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What the authors' program computes for VSD and VCD, against the oracle. */
class ReleasedDistillationIT {
    private static final double[][] I_V = Oracle.matrix("logits.i_v");
    private static final double[][] I_Z = Oracle.matrix("logits.i_z");

    private static Differentiated released(double[][] teacher, double[][] student) {
        return Differentiated.at(
                inputs -> DistillationForm.RELEASED.of(inputs.get(0), inputs.get(1), 1), teacher, student);
    }

    @Test
    void valueAndGradientAreThoseOfTheOracle() {
        Differentiated loss = released(I_V, I_Z);
        loss.assertValue("official_quirk.vsd_I");
        Tensors.assertClose(loss.gradients().get(1), Oracle.matrix("official_quirk.grad_i_z"));
        Tensors.assertAllZero(loss.gradients().get(0));
    }

    @Test
    void selfDistillationSumsBothModalities() {
        SelfDistillationLoss loss = new SelfDistillationLoss(1, DistillationForm.RELEASED);
        double value = Differentiated.at(
                        inputs -> loss.of(
                                new BranchLogits(inputs.get(0), inputs.get(1)),
                                new BranchLogits(inputs.get(2), inputs.get(3))),
                        I_V,
                        I_Z,
                        Oracle.matrix("logits.v_v"),
                        Oracle.matrix("logits.v_z"))
                .value();
        double expected = Oracle.number("official_quirk.vsd_I") + Oracle.number("official_quirk.vsd_V");
        assertThat(value).isCloseTo(expected, Tensors.near(expected));
    }

    @Test
    void crossDistillationExchangesTheTeachers() {
        CrossDistillationLoss loss = new CrossDistillationLoss(1, 0.5, DistillationForm.RELEASED);
        Differentiated.at(
                        inputs -> loss.of(
                                new BranchLogits(inputs.get(0), inputs.get(1)),
                                new BranchLogits(inputs.get(2), inputs.get(3))),
                        Oracle.matrix("logits.ish_v"),
                        Oracle.matrix("logits.ish_z"),
                        Oracle.matrix("logits.vsh_v"),
                        Oracle.matrix("logits.vsh_z"))
                .assertValue("official_quirk.vcd");
    }

    /** With logits of (9, 0) the teacher is sure, yet the least loss is at the softmax of its probabilities, near (0.73, 0.27). */
    @Test
    void itsMinimumIsNotTheTeacher() {
        double sure = 1 / (1 + Math.exp(-9));
        double logit = 2 * sure - 1;
        double[][] teacher = {{9, 0}};
        double least = released(teacher, new double[][] {{logit, 0}}).value();
        assertThat(least).isLessThan(released(teacher, teacher).value());
        assertThat(released(teacher, new double[][] {{logit, 0}}).gradients().get(1)[0][0])
                .isCloseTo(0, within(1e-6));
    }

    @Test
    void anUnknownFormIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DistillationForm.of("kl"))
                .withMessage("The distillation (kl) is not one of divergence, released.");
    }
}
