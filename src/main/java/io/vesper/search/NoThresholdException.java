package io.vesper.search;

import io.vesper.embedding.OpenSet.Threshold;
import io.vesper.person.ModalityPair;
import java.util.List;

/** A limit of false alarms was asked for that the active model has no threshold for. */
public final class NoThresholdException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private NoThresholdException(String message) {
        super(message);
    }

    static NoThresholdException noneAtAll(double maxFalseAlarm, String modelId) {
        return new NoThresholdException(
                "The active model (%s) has no thresholds, so the maxFalseAlarm (%s) cannot be kept. Maybe run vesper evaluate --model %s --store-thresholds."
                        .formatted(modelId, maxFalseAlarm, modelId));
    }

    /** @param known thresholds of that pair; may be empty */
    static NoThresholdException noneOf(double maxFalseAlarm, String modelId, ModalityPair pair, List<Threshold> known) {
        return new NoThresholdException(
                "The active model (%s) has no threshold for the maxFalseAlarm (%s) between %s pictures, only for %s. Maybe choose one of these, or a galleryModality."
                        .formatted(
                                modelId,
                                maxFalseAlarm,
                                pair.label(),
                                known.stream().map(Threshold::falseAcceptRate).toList()));
    }
}
