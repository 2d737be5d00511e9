package io.vesper.opensearch;

import io.vesper.index.SearchFilter;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a shard is asked for: the images nearest to one vector that pass a filter. */
final class ImageQuery {
    private ImageQuery() {}

    /**
     * As JSON.
     *
     * @param vector shape [D], of length 1
     * @param k how many images each shard looks for, at least 1
     * @param excluded groups that are not asked for
     * @param itself an image that is not asked for; null: none
     */
    static Map<String, Object> nearest(
            float[] vector,
            int k,
            SearchFilter filter,
            Modality modality,
            Collection<String> excluded,
            @Nullable UUID itself) {
        Map<String, Object> knn = new LinkedHashMap<>();
        knn.put("vector", vector);
        knn.put("k", k);
        knn.put("filter", Map.of("bool", conditions(filter, modality, excluded, itself)));
        return Map.of("knn", Map.of(ImageDocument.VECTOR, knn));
    }

    private static Map<String, Object> conditions(
            SearchFilter filter, Modality modality, Collection<String> excluded, @Nullable UUID itself) {
        List<Object> must = new ArrayList<>();
        must.add(Map.of("term", Map.of(ImageDocument.MODALITY, modality.label())));
        if (!filter.cameras().isEmpty()) {
            must.add(ofCameras(filter.cameras()));
        }
        Map<String, Object> times = new LinkedHashMap<>();
        addTime(times, "gte", filter.window().from());
        addTime(times, "lt", filter.window().to());
        if (!times.isEmpty()) {
            must.add(Map.of("range", Map.of(ImageDocument.CAPTURED_AT, times)));
        }
        List<Object> mustNot = new ArrayList<>();
        if (!filter.excludedCameras().isEmpty()) {
            mustNot.add(ofCameras(filter.excludedCameras()));
        }
        if (!excluded.isEmpty()) {
            mustNot.add(Map.of("terms", Map.of(ImageDocument.GROUP, excluded)));
        }
        if (itself != null) {
            mustNot.add(Map.of("ids", Map.of("values", List.of(itself.toString()))));
        }
        return mustNot.isEmpty() ? Map.of("filter", must) : Map.of("filter", must, "must_not", mustNot);
    }

    private static Map<String, Object> ofCameras(Collection<CameraId> cameras) {
        return Map.of(
                "terms",
                Map.of(
                        ImageDocument.CAMERA,
                        cameras.stream().map(CameraId::value).toList()));
    }

    /** Times are kept to the microsecond: of a finer bound, the next one is the first that passes. */
    private static void addTime(Map<String, Object> times, String bound, @Nullable Instant time) {
        if (time != null) {
            long micros = ImageDocument.micros(time);
            times.put(bound, time.getNano() % 1000 == 0 ? micros : micros + 1);
        }
    }
}
