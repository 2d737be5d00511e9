package io.vesper.web;

import io.vesper.http.Fields;
import io.vesper.index.Aggregation;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the values that only a query has. */
final class QueryValues {
    private QueryValues() {}

    static Set<CameraId> cameras(Fields fields, String field, @Nullable List<String> values) {
        Set<CameraId> cameras = new HashSet<>();
        for (String value : values == null ? List.<String>of() : values) {
            CameraId camera = fields.required(field, value.strip(), CameraId::new);
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
        throw new IllegalArgumentException("The aggregate (%s) is not one of max, mean.".formatted(value));
    }

    static String noReranking(String value) {
        if (!value.equals("none")) {
            throw new IllegalArgumentException(
                    "The rerank (%s) is not available: only none is. Maybe a later version has it.".formatted(value));
        }
        return value;
    }
}
