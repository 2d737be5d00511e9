package io.vesper.preset;

import io.vesper.optimiser.LearningRateSchedule;
import java.util.List;

/** How weights move. */
public record OptimiserSettings(
        double learningRate,
        double encoderRateFactor,
        double weightDecay,
        boolean decoupled,
        int warmUpEpochs,
        double warmUpFactor,
        List<Integer> milestones,
        double dropFactor) {
    public OptimiserSettings {
        milestones = List.copyOf(milestones);
        // Refuses what no schedule can be made of.
        new LearningRateSchedule(learningRate, warmUpEpochs, warmUpFactor, milestones, dropFactor);
        if (encoderRateFactor < 0 || weightDecay < 0) {
            throw new IllegalArgumentException(
                    "optimiser.encoderRateFactor (%s) and optimiser.weightDecay (%s) must be at least 0."
                            .formatted(encoderRateFactor, weightDecay));
        }
    }

    public LearningRateSchedule schedule() {
        return new LearningRateSchedule(learningRate, warmUpEpochs, warmUpFactor, milestones, dropFactor);
    }
}
