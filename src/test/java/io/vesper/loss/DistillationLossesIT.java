package io.vesper.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DML, VSD, VCD and VML against the oracle. The inputs of each are named as there: branch, observation v or representation z. */
class DistillationLossesIT {
    private static final double[][] I_V = Oracle.matrix("logits.i_v");
    private static final double[][] I_Z = Oracle.matrix("logits.i_z");
    private static final double[][] V_V = Oracle.matrix("logits.v_v");
    private static final double[][] V_Z = Oracle.matrix("logits.v_z");
    private static final double[][] ISH_V = Oracle.matrix("logits.ish_v");
    private static final double[][] ISH_Z = Oracle.matrix("logits.ish_z");
    private static final double[][] VSH_V = Oracle.matrix("logits.vsh_v");
    private static final double[][] VSH_Z = Oracle.matrix("logits.vsh_z");

    private static BranchLogits first(List<NDArray> inputs) {
        return new BranchLogits(inputs.get(0), inputs.get(1));
    }

    private static BranchLogits second(List<NDArray> inputs) {
        return new BranchLogits(inputs.get(2), inputs.get(3));
    }

    private static Differentiated self(double temperature, double[][]... logits) {
        SelfDistillationLoss loss = new SelfDistillationLoss(temperature);
        return Differentiated.at(inputs -> loss.of(first(inputs), second(inputs)), logits);
    }

    private static Differentiated cross(CrossDistillationLoss loss) {
        return Differentiated.at(inputs -> loss.of(first(inputs), second(inputs)), ISH_V, ISH_Z, VSH_V, VSH_Z);
    }

    private static void assertValue(Differentiated loss, String entry) {
        double expected = Oracle.number(entry);
        assertThat(loss.value()).as(entry).isCloseTo(expected, Tensors.near(expected));
    }

    @Test
    void mutualLearningIsThatOfTheOracle() {
        Differentiated loss =
                Differentiated.at(inputs -> new MutualLearningLoss().of(inputs.get(0), inputs.get(1)), I_V, V_V);
        assertValue(loss, "dml_kl.loss");
        Tensors.assertClose(loss.gradients().get(0), Oracle.matrix("dml_kl.grad_i_v"));
        Tensors.assertClose(loss.gradients().get(1), Oracle.matrix("dml_kl.grad_v_v"));
    }

    @Test
    void eachDirectionOfMutualLearningTeachesItsSecondPredictionOnly() {
        Differentiated towardsInfrared =
                Differentiated.at(inputs -> Divergence.kl(inputs.get(0), inputs.get(1), 1), V_V, I_V);
        assertValue(towardsInfrared, "dml_kl.KL_V_I");
        Tensors.assertAllZero(towardsInfrared.gradients().get(0));
        Tensors.assertClose(towardsInfrared.gradients().get(1), Oracle.matrix("dml_kl.grad_i_v"));
    }

    @Test
    void selfDistillationIsThatOfTheOracle() {
        Differentiated loss = self(1, I_V, I_Z, V_V, V_Z);
        assertValue(loss, "vsd.loss");
        Tensors.assertClose(loss.gradients().get(1), Oracle.matrix("vsd.grad_i_z"));
        Tensors.assertClose(loss.gradients().get(3), Oracle.matrix("vsd.grad_v_z"));
    }

    @Test
    void selfDistillationGivesTheObservationsNoGradient() {
        Differentiated loss = self(1, I_V, I_Z, V_V, V_Z);
        Tensors.assertAllZero(loss.gradients().get(0));
        Tensors.assertAllZero(loss.gradients().get(2));
    }

    @Test
    void selfDistillationIsNotTheReversedDivergence() {
        Differentiated infraredOnly = self(1, I_V, I_Z, V_V, V_V);
        assertValue(infraredOnly, "vsd.KL_I");
        assertThat(infraredOnly.value())
                .isNotCloseTo(
                        Oracle.number("vsd.reverse_KL_I_must_not_match"),
                        Tensors.near(Oracle.number("vsd.reverse_KL_I_must_not_match")));
    }

    @Test
    void selfDistillationOfStudentsThatKnowItAllIsZero() {
        Differentiated loss = self(1, I_V, I_V, V_V, V_V);
        assertThat(loss.value()).isZero();
        Tensors.assertClose(loss.gradients().get(1), new double[I_V.length][I_V[0].length]);
    }

    @Test
    void theTemperatureOfSelfDistillationDividesBothLogitsAndNothingElse() {
        assertValue(self(2, I_V, I_Z, V_V, V_V), "vsd.KL_I_at_T2");
    }

    @Test
    void crossDistillationIsThatOfTheOracle() {
        Differentiated loss = cross(new CrossDistillationLoss(1));
        assertValue(loss, "vcd.loss");
        Tensors.assertClose(loss.gradients().get(1), Oracle.matrix("vcd.grad_ish_z"));
        Tensors.assertClose(loss.gradients().get(3), Oracle.matrix("vcd.grad_vsh_z"));
    }

    @Test
    void crossDistillationGivesTheObservationsNoGradient() {
        Differentiated loss = cross(new CrossDistillationLoss(1));
        Tensors.assertAllZero(loss.gradients().get(0));
        Tensors.assertAllZero(loss.gradients().get(2));
    }

    @Test
    void crossDistillationOfWeightOneIsThePlainSum() {
        assertValue(cross(new CrossDistillationLoss(1, 1)), "vcd.loss_unhalved");
    }

    @Test
    void variationalMutualLearningIsThatOfTheOracle() {
        Differentiated loss = Differentiated.at(
                inputs -> new VariationalMutualLearningLoss().of(inputs.get(0), inputs.get(1)), ISH_Z, VSH_Z);
        assertValue(loss, "vml.loss");
        Tensors.assertClose(loss.gradients().get(0), Oracle.matrix("vml.grad_ish_z"));
        Tensors.assertClose(loss.gradients().get(1), Oracle.matrix("vml.grad_vsh_z"));
    }

    @Test
    void observationAndRepresentationOfDifferentBatchesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> self(1, new double[2][3], new double[4][3], new double[2][3], new double[2][3]))
                .withMessageContaining("observation and representation have the shapes (2, 3) and (4, 3)");
    }

    @Test
    void branchesOfDifferentBatchesAreNotCrossed() {
        CrossDistillationLoss loss = new CrossDistillationLoss(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Differentiated.at(
                        inputs -> loss.of(first(inputs), second(inputs)),
                        new double[2][3],
                        new double[2][3],
                        new double[4][3],
                        new double[4][3]))
                .withMessageContaining("teacher and student have the shapes (4, 3) and (2, 3)");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void temperaturesAndWeightsThatAreNotPositiveAreRefused(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SelfDistillationLoss(value))
                .withMessageContaining("temperature of the self-distillation (" + value + ")");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CrossDistillationLoss(value))
                .withMessageContaining("temperature of the cross-distillation (" + value + ")");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CrossDistillationLoss(1, value))
                .withMessageContaining("weight of the cross-distillation (" + value + ")");
    }
}
