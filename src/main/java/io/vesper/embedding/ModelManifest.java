package io.vesper.embedding;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@code model.json} says of a published model: all that is needed to use it, and where it comes from.
 *
 * @param modelId the folder's name
 * @param createdAt when it was published
 * @param recipe how a picture becomes an embedding
 * @param branches which branches the weights hold: {@code shared}, or all three
 * @param preset named settings it was trained with
 * @param seed of everything random in its training
 * @param dataset what it learned from
 * @param settings every training setting
 * @param metrics how well it does, with the protocol
 * @param sha256 of the weights file, hexadecimal
 * @param openSet from what similarity on two pictures are taken for one person's; null if that was never measured
 * @param quantisation that it computes in eight bits, and how it came to; null if it does not
 */
public record ModelManifest(
        String modelId,
        Instant createdAt,
        EmbeddingRecipe recipe,
        List<String> branches,
        String preset,
        long seed,
        String dataset,
        Map<String, Object> settings,
        Map<String, Object> metrics,
        String sha256,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable OpenSet openSet,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Quantisation quantisation) {

    /** Without thresholds, in single precision. */
    public ModelManifest(
            String modelId,
            Instant createdAt,
            EmbeddingRecipe recipe,
            List<String> branches,
            String preset,
            long seed,
            String dataset,
            Map<String, Object> settings,
            Map<String, Object> metrics,
            String sha256) {
        this(modelId, createdAt, recipe, branches, preset, seed, dataset, settings, metrics, sha256, null, null);
    }

    public ModelManifest {
        Objects.requireNonNull(modelId, "modelId is missing");
        Objects.requireNonNull(createdAt, "createdAt is missing");
        Objects.requireNonNull(recipe, "recipe is missing");
        branches = List.copyOf(branches);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    ModelManifest withSha256(String hash) {
        return copy(hash, openSet, quantisation);
    }

    /** The same with other thresholds. */
    public ModelManifest with(@Nullable OpenSet thresholds) {
        return copy(sha256, thresholds, quantisation);
    }

    /** The same, rounded to eight bits. */
    public ModelManifest quantised(Quantisation rounding) {
        return copy(sha256, openSet, rounding);
    }

    private ModelManifest copy(String hash, @Nullable OpenSet thresholds, @Nullable Quantisation rounding) {
        return new ModelManifest(
                modelId,
                createdAt,
                recipe,
                branches,
                preset,
                seed,
                dataset,
                settings,
                metrics,
                hash,
                thresholds,
                rounding);
    }
}
