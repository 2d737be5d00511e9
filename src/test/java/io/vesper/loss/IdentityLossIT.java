package io.vesper.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityLossIT {
    private static Differentiated loss(double labelSmoothing, double[][] logits, long... labels) {
        IdentityLoss loss = new IdentityLoss(labelSmoothing);
        return Differentiated.at(
                inputs -> loss.of(inputs.get(0), inputs.get(0).getManager().create(labels)), logits);
    }

    private static double[][] oracleLogits() {
        return Oracle.matrix(Oracle.node("ce_label_smooth.input").asString());
    }

    @Test
    void valueAndGradientAreThoseOfTheOracle() {
        Differentiated loss = loss(Oracle.number("ce_label_smooth.eps"), oracleLogits(), Oracle.integers("labels"));
        double expected = Oracle.number("ce_label_smooth.loss");
        assertThat(loss.value()).isCloseTo(expected, Tensors.near(expected));
        Tensors.assertClose(loss.gradients().get(0), Oracle.matrix("ce_label_smooth.grad_logits"));
    }

    @Test
    void withoutSmoothingItIsThePlainCrossEntropy() {
        double expected = Oracle.number("ce_label_smooth.loss_eps0");
        assertThat(loss(0, oracleLogits(), Oracle.integers("labels")).value())
                .isCloseTo(expected, Tensors.near(expected));
    }

    @Test
    void allEightOutputsAreThoseOfTheOracle() {
        for (String output : Oracle.node("ce_all").propertyNames()) {
            double expected = Oracle.number("ce_all." + output);
            double[][] logits = Oracle.matrix("logits." + output);
            assertThat(loss(Oracle.number("ce_label_smooth.eps"), logits, Oracle.integers("labels"))
                            .value())
                    .as(output)
                    .isCloseTo(expected, Tensors.near(expected));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5})
    void loopsOverManyIdentitiesGiveTheSame(double labelSmoothing) {
        double[][] logits = Tensors.random(9, 37, 2, 1);
        long[] labels = {3, 36, 0, 7, 7, 21, 12, 30, 5};
        double expected = 0;
        for (int i = 0; i < labels.length; i++) {
            double[] logProbabilities = Naive.logSoftmax(logits[i]);
            for (int k = 0; k < logProbabilities.length; k++) {
                double target = labelSmoothing / logProbabilities.length + (k == labels[i] ? 1 - labelSmoothing : 0);
                expected -= target * logProbabilities[k] / labels.length;
            }
        }
        assertThat(loss(labelSmoothing, logits, labels).value()).isCloseTo(expected, Tensors.near(expected));
    }

    @Test
    void theOrderOfTheBatchDoesNotMatter() {
        double[][] logits = Tensors.random(3, 5, 2, 2);
        double[][] shuffled = {logits[2], logits[0], logits[1]};
        double expected = loss(0.1, logits, 4, 1, 0).value();
        assertThat(loss(0.1, shuffled, 0, 4, 1).value()).isCloseTo(expected, Tensors.near(expected));
    }

    @Test
    void hugeLogitsStayFinite() {
        Differentiated loss = loss(0, new double[][] {{80, -80}, {-80, 80}}, 1, 1);
        // The first row is wrong by 160, the second right: 160 / 2.
        assertThat(loss.value()).isCloseTo(80, Tensors.near(80));
        Tensors.assertClose(loss.gradients().get(0), new double[][] {{0.5, -0.5}, {0, 0}});
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void aSmoothingThatIsNoShareIsRefused(double labelSmoothing) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IdentityLoss(labelSmoothing))
                .withMessageContaining("label smoothing (" + labelSmoothing + ")");
    }

    @Test
    void labelsOfAnotherBatchAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss(0, new double[2][3], 0, 1, 2))
                .withMessage(
                        "The identity labels are int64 (3), but must be int64 (2) for 2 images. Maybe they belong to another batch.");
    }

    @Test
    void labelsOfAnotherTypeAreRefused() {
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            new IdentityLoss(0).of(manager.zeros(new Shape(2, 3)), manager.create(new float[] {0, 1})))
                    .withMessageContaining("identity labels are float32 (2)");
        }
    }

    @Test
    void logitsThatAreNoMatrixAreRefused() {
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new IdentityLoss(0)
                            .of(manager.zeros(new Shape(2, 3, 1)), manager.create(new long[] {0, 1})))
                    .withMessage(
                            "The class logits have the shape (2, 3, 1), but must be a matrix with one row for each image. Maybe they were not pooled.");
        }
    }
}
