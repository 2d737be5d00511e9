package io.vesper.embedding;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where models are.
 *
 * @param modelsDir folder of published models
 * @param model the model that is active at first start; absent: the only one, or demo
 */
@ConfigurationProperties("vesper")
public record EmbeddingSettings(Path modelsDir, @Nullable String model) {}
