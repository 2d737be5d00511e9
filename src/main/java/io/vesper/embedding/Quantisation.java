package io.vesper.embedding;

import io.vesper.onnx.ActivationRange;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * That a model computes in eight bits, and how it came to. Its weights file holds the weights that it was made of; what is rounded
 * follows from them and the ranges.
 *
 * @param precision {@code int8}
 * @param sourceModelId the model that it was made of
 * @param calibration what the ranges were measured on
 * @param evaluation how well both find people
 * @param ranges of the values between the backbone's layers, by layer
 */
public record Quantisation(
        String precision,
        String sourceModelId,
        Calibration calibration,
        Evaluation evaluation,
        Map<String, ActivationRange> ranges) {
    /** The one precision there is. */
    public static final String INT8 = "int8";

    /**
     * @param dataset whose people of training and validation were looked at
     * @param images how many pictures
     * @param cut share of the values that lie beyond the range on each side
     */
    public record Calibration(String dataset, int images, double cut) {}

    /**
     * @param dataset whose people of test were searched for
     * @param protocol who searched for whom
     * @param sourceMeanAveragePrecision of the model that it was made of, 0 to 1
     * @param meanAveragePrecision of this one, 0 to 1
     */
    public record Evaluation(
            String dataset,
            Map<String, Object> protocol,
            double sourceMeanAveragePrecision,
            double meanAveragePrecision) {}

    public Quantisation {
        if (!INT8.equals(precision)) {
            throw new IllegalArgumentException(
                    "The precision (%s) of a quantised model is not int8. Maybe a newer Vesper made it."
                            .formatted(precision));
        }
        Objects.requireNonNull(sourceModelId, "sourceModelId is missing");
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("A quantised model has no ranges. Maybe its model.json was changed.");
        }
        ranges = Collections.unmodifiableMap(new TreeMap<>(ranges));
    }
}
