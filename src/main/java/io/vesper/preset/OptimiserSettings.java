package io.vesper.preset;

import io.vesper.optimiser.LearningRateSchedule;
import java.util.List;
import java.util.Objects;

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
        if (milestones.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("optimiser.milestones %s must be epochs.".formatted(milestones));
        }
        milestones = List.copyOf(milestones);
        // Refuses what no schedule can be made of.
        new LearningRateSchedule(learningRate, warmUpEpochs, warmUpFactor, milestones, dropFactor);
        if (!(encoderRateFactor >= 0 && weightDecay >= 0 && Double.isFinite(encoderRateFactor + weightDecay))) {
            throw new IllegalArgumentException(
                    "optimiser.encoderRateFactor (%s) and optimiser.weightDecay (%s) must be finite and at least 0."
                            .formatted(encoderRateFactor, weightDecay));
        }
    }

    public LearningRateSchedule schedule() {
        return new LearningRateSchedule(learningRate, warmUpEpochs, warmUpFactor, milestones, dropFactor);
    }
}
