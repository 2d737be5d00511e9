package io.vesper.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.vesper.dataset.CrossModalBatch;
import io.vesper.dataset.CrossModalSampler;
import io.vesper.dataset.PersonDataset;
import io.vesper.embedding.EmbeddingRecipe;
import io.vesper.loss.LossTerms;
import io.vesper.loss.LossWeights;
import io.vesper.network.CrossModalNetwork;
import io.vesper.network.Routing;
import io.vesper.optimiser.Adam;
import io.vesper.optimiser.AdamSettings;
import io.vesper.transform.Normalisation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Trains a three-branch network. One scope of memory for each step: nothing of a step outlives it but the weights. */
final class NetworkTrainingRun implements TrainingRun {
    private final TrainingSettings settings;
    private final PersonDataset dataset;
    private final ModelPublisher publisher;
    private final CrossModalSampler sampler;
    private final BatchLoader loader;
    private final CrossModalNetwork network;
    private final Adam adam;
    private final TrainingObjective objective;

    NetworkTrainingRun(
            TrainingSettings settings, PersonDataset dataset, CrossModalNetwork network, ModelPublisher publisher) {
        this.settings = settings;
        this.dataset = dataset;
        this.network = network;
        this.publisher = publisher;
        sampler = sampler(settings, dataset);
        loader = new BatchLoader(settings);
        objective = new TrainingObjective(settings.loss(), settings.passes().routing());
        adam = new Adam(
                ParameterGroups.of(network, settings.optimiser()),
                settings.optimiser().decoupled() ? AdamSettings.DECOUPLED : AdamSettings.COUPLED,
                network.newSubManager());
    }

    static CrossModalSampler sampler(TrainingSettings settings, PersonDataset dataset) {
        return new CrossModalSampler(
                dataset.trainAndValidation(),
                settings.batch().shape(),
                settings.batch().repeats(),
                settings.seed());
    }

    @Override
    public int epochs() {
        return settings.epochs();
    }

    @Override
    public Map<String, Double> trainEpoch(int epoch, StepListener listener) {
        // Dropout draws from the engine's own random numbers, which must not depend on the epochs before.
        Engine.getInstance().setRandomSeed(seedOf(epoch));
        List<CrossModalBatch> batches = batches(epoch);
        double learningRate = settings.optimiser().schedule().inEpoch(epoch);
        EpochAverages averages = new EpochAverages();
        for (int step = 0; step < batches.size(); step++) {
            Map<String, Double> losses = step(batches.get(step), epoch, step, learningRate);
            averages.add(losses, batches.get(step).images().size());
            if (!listener.onStep(epoch, step, batches.size(), losses)) {
                throw new TrainingStoppedException(
                        "The training was stopped in epoch %d after step %d.".formatted(epoch + 1, step + 1));
            }
        }
        return averages.with(learningRate);
    }

    private List<CrossModalBatch> batches(int epoch) {
        List<CrossModalBatch> batches = sampler.epoch(epoch);
        return settings.passes().routing() == Routing.SPLIT
                ? batches.stream().map(CrossModalBatch::byModality).toList()
                : batches;
    }

    private int seedOf(int epoch) {
        return new SplittableRandom(settings.seed() * 31 + epoch).nextInt() & Integer.MAX_VALUE;
    }

    private Map<String, Double> step(CrossModalBatch batch, int epoch, int step, double learningRate) {
        float[] images = loader.load(batch, (long) epoch * sampler.stepsPerEpoch() + step);
        Map<String, Double> losses;
        try (NDManager scope = network.newSubManager()) {
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                LossTerms terms = forward(scope, batch, images, settings.loss().weightsIn(epoch));
                losses = terms.byName();
                requireFinite(losses, epoch, step);
                collector.backward(terms.total());
            }
            adam.step(learningRate);
        }
        return losses;
    }

    private LossTerms forward(NDManager scope, CrossModalBatch batch, float[] images, LossWeights weights) {
        int height = settings.network().inputSize().height();
        int width = settings.network().inputSize().width();
        NDArray pictures = scope.create(images, new Shape(batch.images().size(), 3, height, width));
        BatchLabels labels = BatchLabels.of(batch, settings.passes().routing(), scope);
        return objective.of(network.forward(pictures, true), labels, weights);
    }

    private static void requireFinite(Map<String, Double> losses, int epoch, int step) {
        losses.forEach((term, value) -> {
            if (!Double.isFinite(value)) {
                throw new TrainingFailedException(
                        "The loss term (%s) is %s in epoch %d, step %d. Maybe the learning rate is too high."
                                .formatted(term, value, epoch + 1, step + 1));
            }
        });
    }

    @Override
    public void save(Path state) {
        TrainingState.save(state, network, adam);
    }

    void restore(Path state) {
        TrainingState.restore(state, network, adam);
    }

    @Override
    public Map<String, Object> evaluate() {
        return new NetworkEvaluation(settings.evaluation(), recipe()).evaluate(network.weights(), dataset);
    }

    @Override
    public void publish(String modelId, Map<String, Object> metrics) {
        publisher.publish(modelId, network, recipe(), metrics);
    }

    private EmbeddingRecipe recipe() {
        return new EmbeddingRecipe(
                network.architecture(),
                settings.network().inputSize(),
                Normalisation.IMAGENET,
                settings.publish().embeddingKind(),
                settings.publish().visibleInput());
    }

    @Override
    public void close() {
        adam.close();
        network.close();
    }
}
