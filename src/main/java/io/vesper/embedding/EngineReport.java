package io.vesper.embedding;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What computes a model's embeddings here.
 *
 * @param engine {@code pytorch} or {@code onnxruntime}
 * @param device {@code cpu}, or a GPU such as {@code gpu(0)}
 * @param precision {@code float32} or {@code int8}
 * @param workers how many callers at once make sense
 * @param notTaken why another engine is not the one, by its name
 */
public record EngineReport(String engine, String device, String precision, int workers, Map<String, String> notTaken) {
    public EngineReport {
        notTaken = Collections.unmodifiableMap(new LinkedHashMap<>(notTaken));
    }
}
