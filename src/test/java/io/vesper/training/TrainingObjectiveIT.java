package io.vesper.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vesper.loss.LossTerms;
import io.vesper.loss.LossWeights;
import io.vesper.loss.RankedListLoss;
import io.vesper.loss.RankedListSettings;
import io.vesper.network.BranchOutput;
import io.vesper.network.NetworkOutput;
import io.vesper.network.Routing;
import io.vesper.preset.Presets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which output feeds which term: the oracle's logits in, its terms out. */
class TrainingObjectiveIT {
    private final JsonNode oracle = JsonMapper.shared().readTree(getClass().getResourceAsStream("/oracle.json"));
    private NDManager manager;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void everyTermTakesTheOutputsTheMethodNames() {
        LossTerms terms = terms(oracle.path("total").path("alpha").asDouble(), 0);
        Map<String, Double> values = terms.byName();
        assertClose(values.get("identity"), oracle.path("L_cls"));
        assertClose(values.get("mutualLearning"), oracle.at("/dml_kl/loss"));
        assertClose(values.get("selfDistillation"), oracle.at("/vsd/loss"));
        assertClose(values.get("crossDistillation"), oracle.at("/vcd/loss"));
        assertClose(values.get("variationalMutualLearning"), oracle.at("/vml/loss"));
        double withoutMetric = oracle.at("/total/L_train").asDouble()
                - oracle.at("/total/L_metric").asDouble();
        assertThat(values.get("total")).isCloseTo(withoutMetric, within(1e-3));
    }

    @Test
    void theMetricLossTakesFeaturesOfAllEightOutputsWithTheirWeights() {
        Map<String, Double> one = terms(1, 1).byName();
        // Every output has the same features here, so the weighted sum is the sum of the weights: 4 * 0.5 + 4 * 0.25 =
        // 3.
        double weights = 4 * LossWeights.DEFAULT.outputs().specific()
                + 4 * LossWeights.DEFAULT.outputs().shared();
        assertThat(weights).isEqualTo(3);
        assertThat(one.get("metric")).isCloseTo(weights * metricOfOneOutput(), within(1e-3));
    }

    @Test
    void aTermOfWeightZeroIsNotThere() {
        assertThat(terms(0, 0).byName()).doesNotContainKeys("mutualLearning", "metric");
    }

    private double metricOfOneOutput() {
        return new RankedListLoss(RankedListSettings.DEFAULT)
                .of(features(), labels(), infrared())
                .getFloat();
    }

    private LossTerms terms(double alpha, double metric) {
        LossWeights plain = LossWeights.DEFAULT;
        LossWeights weights = new LossWeights(
                1, metric, alpha, oracle.at("/total/beta").asDouble(), 1, 1, 1, plain.comparators(), plain.outputs());
        TrainingObjective objective =
                new TrainingObjective(Presets.settings("paper", Map.of()).loss(), Routing.MIXED);
        NetworkOutput output = new NetworkOutput(branch("v"), branch("i"), branch("vsh"), branch("ish"));
        return objective.of(output, new BatchLabels(rows(), rows(), rows()), weights);
    }

    private BranchOutput branch(String name) {
        return new BranchOutput(features(), logits(name + "_v"), features(), logits(name + "_z"));
    }

    private NDArray logits(String name) {
        return manager.create(
                JsonMapper.shared().convertValue(oracle.path("logits").path(name), float[][].class));
    }

    private NDArray labels() {
        return manager.create(JsonMapper.shared().convertValue(oracle.path("labels"), long[].class));
    }

    private NDArray infrared() {
        boolean[] infrared = new boolean[oracle.path("labels").size()];
        for (int i = 0; i < infrared.length; i++) {
            infrared[i] = i % 2 == 1;
        }
        return manager.create(infrared);
    }

    private BatchLabels.Rows rows() {
        return new BatchLabels.Rows(labels(), infrared());
    }

    private NDArray features() {
        int count = oracle.path("labels").size();
        return manager.arange(count * 3f).sin().reshape(new Shape(count, 3));
    }

    private static void assertClose(Double value, JsonNode expected) {
        assertThat(value).isCloseTo(expected.asDouble(), within(1e-4 * Math.abs(expected.asDouble()) + 1e-5));
    }
}
