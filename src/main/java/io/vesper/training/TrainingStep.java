package io.vesper.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.vesper.dataset.CrossModalBatch;
import io.vesper.loss.Constants;
import io.vesper.loss.LossTerms;
import io.vesper.loss.LossWeights;
import io.vesper.network.CrossModalNetwork;
import io.vesper.network.Routing;
import io.vesper.optimiser.Adam;
import io.vesper.preset.TrainingSettings;
import io.vesper.training.BatchQueue.LoadedBatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One step: forward, loss, backward, and the optimiser's move. A batch in several parts moves the weights once, by the mean of the
 * parts' gradients; only one part's intermediate arrays are in memory at a time. One scope of memory for each part: nothing of it
 * outlives it but the weights.
 */
final class TrainingStep {
    private final TrainingSettings settings;
    private final Routing routing;
    private final CrossModalNetwork network;
    private final Adam adam;
    private final TrainingObjective objective;

    TrainingStep(TrainingSettings settings, CrossModalNetwork network, Adam adam) {
        this.settings = settings;
        this.network = network;
        this.adam = adam;
        routing = settings.passes().routing();
        objective = new TrainingObjective(settings.loss(), routing);
    }

    /**
     * @param batch of the step
     * @param epoch 0-based, for the weights of the loss
     * @param learningRate of the step
     * @return the loss terms, means over the parts; if one is not finite the weights have not moved
     */
    Map<String, Double> take(LoadedBatch batch, int epoch, double learningRate) {
        LossWeights weights = settings.loss().weightsIn(epoch);
        Map<String, Double> means = new LinkedHashMap<>();
        int parts = batch.parts().size();
        for (int i = 0; i < parts; i++) {
            differentiate(batch.parts().get(i), batch.images().get(i), weights, 1.0 / parts)
                    .forEach((term, value) -> means.merge(term, value / parts, Double::sum));
        }
        if (means.values().stream().allMatch(Double::isFinite)) {
            adam.step(learningRate);
        }
        return means;
    }

    private Map<String, Double> differentiate(CrossModalBatch part, float[] images, LossWeights weights, double share) {
        try (NDManager scope = network.newSubManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            LossTerms terms = forward(scope, part, images, weights);
            collector.backward(share == 1 ? terms.total() : Constants.times(terms.total(), share));
            return terms.byName();
        }
    }

    private LossTerms forward(NDManager scope, CrossModalBatch part, float[] images, LossWeights weights) {
        int height = settings.network().inputSize().height();
        int width = settings.network().inputSize().width();
        NDArray pictures = scope.create(images, new Shape(part.images().size(), 3, height, width));
        return objective.of(network.forward(pictures, true), BatchLabels.of(part, routing, scope), weights);
    }

    /** The batches of an epoch as its steps take them: in parts, and in the order that the routing needs. */
    static List<List<CrossModalBatch>> parts(List<CrossModalBatch> batches, TrainingSettings settings) {
        Routing routing = settings.passes().routing();
        return batches.stream()
                .map(batch -> batch.parts(settings.batch().accumulation()).stream()
                        .map(part -> routing == Routing.SPLIT ? part.byModality() : part)
                        .toList())
                .toList();
    }
}
