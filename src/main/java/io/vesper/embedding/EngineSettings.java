package io.vesper.embedding;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What computes embeddings ({@code vesper.embedding}).
 *
 * @param engine {@code auto} for the fastest that gives the model's embeddings, or {@code pytorch}, or {@code onnxruntime}
 * @param device {@code auto}, {@code cpu} or {@code cuda}; ONNX Runtime computes on the CPU whatever it is
 */
public record EngineSettings(
        @DefaultValue("auto") EngineName engine,
        @DefaultValue("auto") String device) {
    static final EngineSettings AUTO = new EngineSettings(EngineName.AUTO, "auto");
}
