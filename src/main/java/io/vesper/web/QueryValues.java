package io.vesper.web;

import io.vesper.embedding.Embedding;
import io.vesper.http.Fields;
import io.vesper.index.Aggregation;
import io.vesper.index.ReRanking;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the values that only a query has. */
final class QueryValues {
    /** More than the widest embedding of three ResNet-50 branches has. */
    private static final int MAX_DIMENSION = 16_384;

    private QueryValues() {}

    static Set<CameraId> cameras(Fields fields, String field, @Nullable List<@Nullable String> values) {
        Set<CameraId> cameras = new HashSet<>();
        for (String value : values == null ? List.<@Nullable String>of() : values) {
            CameraId camera = fields.required(field, value == null ? null : value.strip(), CameraId::new);
            if (camera != null) {
                cameras.add(camera);
            }
        }
        return cameras;
    }

    static Modality galleryModality(String value) {
        try {
            return Modality.of(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The galleryModality (%s) is not one of visible, infrared, any.".formatted(value), e);
        }
    }

    static Aggregation aggregation(String value) {
        for (Aggregation aggregation : Aggregation.values()) {
            if (aggregation.name().toLowerCase(Locale.ROOT).equals(value)) {
                return aggregation;
            }
        }
        throw new IllegalArgumentException("The aggregate (%s) is not one of max, mean, centroid.".formatted(value));
    }

    static ReRanking reRanking(String value) {
        return switch (value) {
            case "none" -> ReRanking.NONE;
            case "k-reciprocal" -> ReRanking.K_RECIPROCAL;
            default ->
                throw new IllegalArgumentException(
                        "The rerank (%s) is not one of none, k-reciprocal.".formatted(value));
        };
    }

    /** A share that is not nothing. */
    static Double rate(String value) {
        Double rate = Fields.number("maxFalseAlarm", 0, 1).apply(value);
        if (rate == 0) {
            throw new IllegalArgumentException(
                    "The maxFalseAlarm (%s) must be above 0. Maybe 0.001 was meant: no threshold keeps out every stranger."
                            .formatted(value));
        }
        return rate;
    }

    /** A vector of any length but zero, scaled to length 1; a value or a sum that float32 cannot hold has no direction. */
    static Embedding embedding(List<@Nullable Double> values) {
        if (values.isEmpty() || values.size() > MAX_DIMENSION) {
            throw new IllegalArgumentException(
                    "The embedding has %d values, but must have 1 to %d.".formatted(values.size(), MAX_DIMENSION));
        }
        float[] vector = new float[values.size()];
        for (int i = 0; i < vector.length; i++) {
            Double value = values.get(i);
            if (value == null || !Float.isFinite(value.floatValue())) {
                throw new IllegalArgumentException(
                        "The embedding's value %d (%s) must be a finite number of float32.".formatted(i, value));
            }
            vector[i] = value.floatValue();
        }
        return Embedding.normalised(vector);
    }
}
