package io.vesper.embedding;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where models are, and what computes with them.
 *
 * @param modelsDir folder of published models
 * @param model the model that is active at first start; absent: the only one, or demo
 * @param nativeCacheDir takes what is derived of models where their own folder is read-only; absent: a temporary folder
 * @param embedding what computes
 */
@ConfigurationProperties("vesper")
public record EmbeddingSettings(
        Path modelsDir,
        @Nullable String model,
        @Nullable Path nativeCacheDir,
        @DefaultValue EngineSettings embedding) {

    @ConstructorBinding
    public EmbeddingSettings {}

    /** With the engine that suits. */
    public EmbeddingSettings(Path modelsDir, @Nullable String model) {
        this(modelsDir, model, null, EngineSettings.AUTO);
    }
}
