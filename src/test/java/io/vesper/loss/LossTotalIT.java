package io.vesper.loss;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole sum of the method, from logits and metric losses. */
class LossTotalIT {
    private static final Set<String> SHARED = Set.of("ish_v", "ish_z", "vsh_v", "vsh_z");

    /** The identity loss over the eight outputs, as a caller sums it. */
    private static NDArray identity(NDManager manager, LossWeights weights) {
        IdentityLoss loss = new IdentityLoss(Oracle.number("ce_label_smooth.eps"));
        NDArray labels = manager.create(Oracle.integers("labels"));
        return Oracle.node("ce_all").propertyNames().stream()
                .map(output -> loss.of(logits(manager, output), labels).mul((float)
                        (SHARED.contains(output)
                                ? weights.outputs().shared()
                                : weights.outputs().specific())))
                .reduce(NDArray::add)
                .orElseThrow();
    }

    private static NDArray metric(NDManager manager, LossWeights weights) {
        double sum = Oracle.node("total.metric_per_output").propertyNames().stream()
                .mapToDouble(output -> Oracle.number("total.metric_per_output." + output)
                        * (SHARED.contains(output)
                                ? weights.outputs().shared()
                                : weights.outputs().specific()))
                .sum();
        return manager.create((float) sum);
    }

    private static NDArray logits(NDManager manager, String output) {
        return Tensors.of(manager, Oracle.matrix("logits." + output));
    }

    private static BranchLogits branch(NDManager manager, String name) {
        return new BranchLogits(logits(manager, name + "_v"), logits(manager, name + "_z"));
    }

    private static LossTerms ofOracle(NDManager manager, LossWeights weights) {
        BranchLogits infrared = branch(manager, "i");
        BranchLogits visible = branch(manager, "v");
        BranchLogits sharedInfrared = branch(manager, "ish");
        BranchLogits sharedVisible = branch(manager, "vsh");
        return LossTerms.weigh(
                weights,
                Map.of(
                        LossTerm.IDENTITY,
                        () -> identity(manager, weights),
                        LossTerm.METRIC,
                        () -> metric(manager, weights),
                        LossTerm.MUTUAL_LEARNING,
                        () -> new MutualLearningLoss().of(infrared.observation(), visible.observation()),
                        LossTerm.SELF_DISTILLATION,
                        () -> new SelfDistillationLoss(1).of(infrared, visible),
                        LossTerm.CROSS_DISTILLATION,
                        () -> new CrossDistillationLoss(1).of(sharedInfrared, sharedVisible),
                        LossTerm.VARIATIONAL_MUTUAL_LEARNING,
                        () -> new VariationalMutualLearningLoss()
                                .of(sharedInfrared.representation(), sharedVisible.representation())));
    }

    private static LossWeights weights(double alpha, double beta) {
        return new LossWeights(
                1,
                1,
                alpha,
                beta,
                1,
                1,
                1,
                LossWeights.Comparators.NONE,
                new LossWeights.Outputs(Oracle.number("branch_weights.i_v"), Oracle.number("branch_weights.ish_v"), 1));
    }

    @ParameterizedTest
    @CsvSource({"true, total.L_train", "false, total.L_train_alpha1"})
    void theTotalIsThatOfTheOracle(boolean publishedAlpha, String expectedEntry) {
        double alpha = publishedAlpha ? Oracle.number("total.alpha") : 1;
        double expected = Oracle.number(expectedEntry);
        try (NDManager manager = NDManager.newBaseManager()) {
            LossTerms terms = ofOracle(manager, weights(alpha, Oracle.number("total.beta")));
            assertThat((double) terms.total().getFloat()).isCloseTo(expected, Tensors.near(expected));
        }
    }

    @Test
    void withoutBetaTheTotalIsThatOfReIdentificationAlone() {
        double expected = Oracle.number("total.L_reid");
        try (NDManager manager = NDManager.newBaseManager()) {
            LossTerms terms = ofOracle(manager, weights(Oracle.number("total.alpha"), 0));
            assertThat((double) terms.total().getFloat()).isCloseTo(expected, Tensors.near(expected));
            assertThat(terms.values()).containsOnlyKeys(LossTerm.IDENTITY, LossTerm.METRIC, LossTerm.MUTUAL_LEARNING);
        }
    }

    @Test
    void theTermsAreReportedByNameBeforeTheirWeights() {
        Map<String, String> entries = Map.of(
                "identity", "L_cls",
                "metric", "total.L_metric",
                "mutualLearning", "dml_kl.loss",
                "selfDistillation", "vsd.loss",
                "crossDistillation", "vcd.loss",
                "variationalMutualLearning", "vml.loss",
                "total", "total.L_train");
        try (NDManager manager = NDManager.newBaseManager()) {
            LossTerms terms = ofOracle(manager, weights(Oracle.number("total.alpha"), Oracle.number("total.beta")));
            Map<String, Double> numbers = terms.byName();
            assertThat(numbers).containsOnlyKeys(entries.keySet());
            numbers.forEach((name, value) -> assertThat(value)
                    .as(name)
                    .isCloseTo(Oracle.number(entries.get(name)), Tensors.near(Oracle.number(entries.get(name)))));
        }
    }
}
