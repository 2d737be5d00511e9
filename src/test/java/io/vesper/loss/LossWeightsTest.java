package io.vesper.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossWeightsTest {
    private static final LossWeights DISTINCT =
            new LossWeights(2, 3, 5, 7, 11, 13, 17, LossWeights.Comparators.NONE, LossWeights.Outputs.DEFAULT);

    @Test
    void betaWeighsTheThreeVariationalTerms() {
        assertThat(DISTINCT.of(LossTerm.IDENTITY)).isEqualTo(2);
        assertThat(DISTINCT.of(LossTerm.METRIC)).isEqualTo(3);
        assertThat(DISTINCT.of(LossTerm.MUTUAL_LEARNING)).isEqualTo(5);
        assertThat(DISTINCT.of(LossTerm.SELF_DISTILLATION)).isEqualTo(7 * 11);
        assertThat(DISTINCT.of(LossTerm.CROSS_DISTILLATION)).isEqualTo(7 * 13);
        assertThat(DISTINCT.of(LossTerm.VARIATIONAL_MUTUAL_LEARNING)).isEqualTo(7 * 17);
    }

    @Test
    void withoutBetaNoVariationalTermIsUsed() {
        LossWeights weights = DISTINCT.withVariational(0);
        assertThat(LossTerm.values())
                .filteredOn(weights::uses)
                .containsExactly(LossTerm.IDENTITY, LossTerm.METRIC, LossTerm.MUTUAL_LEARNING);
    }

    @Test
    void anotherBetaLeavesTheOtherWeights() {
        assertThat(DISTINCT.withVariational(1))
                .isEqualTo(new LossWeights(
                        2, 3, 5, 1, 11, 13, 17, LossWeights.Comparators.NONE, LossWeights.Outputs.DEFAULT));
    }

    @Test
    void theOutputsWeighAsInTheOracle() {
        assertThat(LossWeights.DEFAULT.outputs().specific()).isEqualTo(Oracle.number("branch_weights.v_z"));
        assertThat(LossWeights.DEFAULT.outputs().shared()).isEqualTo(Oracle.number("branch_weights.vsh_z"));
        assertThat(LossWeights.DEFAULT.variational()).isEqualTo(Oracle.number("total.beta"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void weightsThatAreNegativeOrNotFiniteAreRefused(double weight) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DISTINCT.withVariational(weight))
                .withMessage("The weight variational (beta) (%s) must be finite and at least 0.".formatted(weight));
    }

    @Test
    void weightsOfNothingAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new LossWeights(0, 0, 0, 2, 0, 0, 0, LossWeights.Comparators.NONE, LossWeights.Outputs.DEFAULT))
                .withMessageContaining("nothing to learn");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new LossWeights(0, 0, 0, 0, 1, 1, 1, LossWeights.Comparators.NONE, LossWeights.Outputs.DEFAULT))
                .withMessageContaining("nothing to learn");
    }

    @Test
    void whatIsSummedOverOutputsCountsNothingWhereTheyCountNothing() {
        LossWeights weights = new LossWeights(
                1, 1, 1, 2, 1, 0, 0, new LossWeights.Comparators(0.5, 0, 0), new LossWeights.Outputs(0, 0, 1));
        assertThat(LossTerm.values())
                .filteredOn(weights::uses)
                .containsExactly(LossTerm.MUTUAL_LEARNING, LossTerm.SELF_DISTILLATION);
        assertThat(weights.usesSharedBranch()).isFalse();
    }

    @Test
    void aPriorOnSpecificOutputsAloneDoesNotTrainTheSharedBranch() {
        LossWeights weights = new LossWeights(
                1, 1, 0, 0, 0, 0, 0, new LossWeights.Comparators(0.5, 0, 0), new LossWeights.Outputs(0.5, 0, 1));
        assertThat(weights.usesSharedBranch()).isFalse();
        assertThat(weights.usesSpecificBranches()).isTrue();
        assertThat(weights.usesBottleneck()).isTrue();
    }
}
