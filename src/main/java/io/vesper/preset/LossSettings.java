package io.vesper.preset;

import io.vesper.loss.BatchHardTripletLoss;
import io.vesper.loss.CrossDistillationLoss;
import io.vesper.loss.DistillationForm;
import io.vesper.loss.IdentityLoss;
import io.vesper.loss.LossWeights;

/** What is minimised. */
public record LossSettings(
        double labelSmoothing,
        String metric,
        double margin,
        String mutualLearning,
        String distillation,
        double temperature,
        double crossDistillationWeight,
        int rampEpochs,
        LossWeights weights) {
    /** Logits are differences of a few units: divided by less than this, a prediction is one class and has no gradient. */
    private static final double COLDEST = 0.01;

    public LossSettings {
        SettingChoices.check("loss.metric", metric);
        new IdentityLoss(labelSmoothing);
        new BatchHardTripletLoss(margin, true);
        SettingChoices.check("loss.mutualLearning", mutualLearning);
        requireTemperature(temperature);
        new CrossDistillationLoss(temperature, crossDistillationWeight, DistillationForm.of(distillation));
        if (rampEpochs < 0) {
            throw new IllegalArgumentException("loss.rampEpochs (%d) must be at least 0.".formatted(rampEpochs));
        }
    }

    private static void requireTemperature(double temperature) {
        if (!(temperature >= COLDEST) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException(
                    "loss.temperature (%s) must be finite and at least %s. Maybe 1, which leaves the predictions as they are."
                            .formatted(temperature, COLDEST));
        }
    }

    /** The weights of an epoch, 0-based: beta climbs in a straight line over the first {@code rampEpochs}. */
    public LossWeights weightsIn(int epoch) {
        return epoch >= rampEpochs
                ? weights
                : weights.withVariational(weights.variational() * (epoch + 1) / (rampEpochs + 1L));
    }
}
