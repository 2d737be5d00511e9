package io.vesper.training;

import ai.djl.engine.Engine;
import io.vesper.dataset.CrossModalBatch;
import io.vesper.dataset.CrossModalSampler;
import io.vesper.preset.TrainingSettings;
import io.vesper.training.BatchQueue.LoadedBatch;
import io.vesper.training.TrainingRun.StepListener;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Takes the steps of an epoch. What is drawn in it follows from the seed and the epoch alone, so that a resumed run goes on alike. */
final class TrainingEpochs {
    private final TrainingSettings settings;
    private final CrossModalSampler sampler;
    private final BatchLoader loader;
    private final TrainingStep step;

    TrainingEpochs(TrainingSettings settings, CrossModalSampler sampler, BatchLoader loader, TrainingStep step) {
        this.settings = settings;
        this.sampler = sampler;
        this.loader = loader;
        this.step = step;
    }

    /**
     * Takes all steps of an epoch.
     *
     * @param epoch 0-based
     * @return the means of the loss terms, the learning rate and the speed; the caller may add to them
     * @throws TrainingStoppedException if the listener asks for it
     * @throws TrainingFailedException if a loss term is no finite number
     */
    Map<String, Double> train(int epoch, StepListener listener) {
        // Dropout draws from the engine's own random numbers, which must not depend on the epochs before.
        Engine.getInstance().setRandomSeed(seedOf(epoch));
        List<List<CrossModalBatch>> steps = TrainingStep.parts(sampler.epoch(epoch), settings);
        double learningRate = settings.optimiser().schedule().inEpoch(epoch);
        EpochAverages averages = new EpochAverages();
        try (BatchQueue queue = new BatchQueue(loader, steps, (long) epoch * sampler.stepsPerEpoch())) {
            for (int i = 0; i < steps.size(); i++) {
                LoadedBatch batch = queue.next();
                Map<String, Double> losses = step.take(batch, epoch, learningRate);
                requireFinite(losses, epoch, i);
                averages.add(losses, batch.size());
                if (!listener.onStep(epoch, i, steps.size(), losses)) {
                    throw new TrainingStoppedException(
                            "The training was stopped in epoch %d after step %d.".formatted(epoch + 1, i + 1));
                }
            }
        }
        return averages.with(learningRate);
    }

    private int seedOf(int epoch) {
        return new SplittableRandom(settings.seed() * 31 + epoch).nextInt() & Integer.MAX_VALUE;
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
}
