package io.vesper.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LossTermsIT {
    private static Supplier<NDArray> notAsked() {
        return () -> {
            throw new AssertionError("A term of weight 0 was computed.");
        };
    }

    private static Map<LossTerm, Supplier<NDArray>> allNotAsked() {
        Map<LossTerm, Supplier<NDArray>> terms = new EnumMap<>(LossTerm.class);
        for (LossTerm term : LossTerm.values()) {
            terms.put(term, notAsked());
        }
        return terms;
    }

    @Test
    void termsOfWeightZeroAreNotComputed() {
        Map<LossTerm, Supplier<NDArray>> terms = allNotAsked();
        try (NDManager manager = NDManager.newBaseManager()) {
            terms.put(LossTerm.METRIC, () -> manager.create(3f));
            LossTerms weighed = LossTerms.weigh(
                    new LossWeights(0, 2, 0, 2, 0, 0, 0, LossWeights.Comparators.NONE, LossWeights.Outputs.DEFAULT),
                    terms);
            assertThat(weighed.byName()).containsExactly(entry("metric", 3.0), entry("total", 6.0));
        }
    }

    @Test
    void theTotalHasOneGradientInAllTerms() {
        try (NDManager manager = NDManager.newBaseManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray input = manager.create(5f);
            input.setRequiresGradient(true);
            Map<LossTerm, Supplier<NDArray>> terms = allNotAsked();
            terms.put(LossTerm.IDENTITY, () -> input.mul(2f));
            terms.put(LossTerm.VARIATIONAL_MUTUAL_LEARNING, () -> input.mul(10f));
            LossWeights weights =
                    new LossWeights(1, 0, 0, 3, 0, 0, 0.5, LossWeights.Comparators.NONE, LossWeights.Outputs.DEFAULT);
            collector.backward(LossTerms.weigh(weights, terms).total());
            assertThat(input.getGradient().getFloat()).isEqualTo(1 * 2 + 3 * 0.5f * 10);
        }
    }

    @Test
    void aTermThatCountsButCannotBeComputedIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LossTerms.weigh(LossWeights.DEFAULT, Map.of()))
                .withMessage(
                        "The loss term (identity) has the weight (1.0), but there is no way to compute it. Maybe the network lacks its output.");
    }
}
