package io.vesper.training;

import io.vesper.preset.Presets;
import io.vesper.preset.TrainingSettings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a training job is asked to do: the body of {@code POST /jobs/train} and the options of {@code vesper train}.
 *
 * @param dataset what to learn from
 * @param preset named settings to start from: {@code demo} or {@code paper}
 * @param init weights to start from; absent: random
 * @param epochs overrides the preset's number of epochs
 * @param seed overrides the preset's seed
 * @param overrides training settings by name that replace the preset's; empty for none
 * @param modelId the published model's id; absent: made of preset, day and job
 * @param activate whether the published model is activated at the end
 */
public record TrainingRequest(
        DatasetReference dataset,
        String preset,
        @Nullable InitialWeights init,
        @Nullable Integer epochs,
        @Nullable Long seed,
        Map<String, Object> overrides,
        @Nullable String modelId,
        boolean activate) {

    public TrainingRequest {
        // In the order given: where a setting is named twice, nested and dotted, the later one counts.
        overrides = Collections.unmodifiableMap(new LinkedHashMap<>(overrides));
    }

    /**
     * The settings of the training.
     *
     * @throws IllegalArgumentException naming an unknown preset or setting, or a value that breaks its rule
     */
    public TrainingSettings settings() {
        Map<String, Object> all = new LinkedHashMap<>(overrides);
        if (epochs != null) {
            all.put("epochs", epochs);
        }
        if (seed != null) {
            all.put("seed", seed);
        }
        return Presets.settings(preset, all);
    }

    /**
     * @param type {@code demo}, or how the set is laid out: {@code sysu-mm01}, {@code regdb}, {@code llcm}, {@code folder}
     * @param path the dataset's folder, under {@code vesper.datasets-dir}; absent for {@code demo}
     * @param split for {@code regdb} only, 1 to 10; absent: 1
     */
    public record DatasetReference(
            String type, @Nullable String path, @Nullable Integer split) {
        /** A set without a choice of splits, or RegDB's first. */
        public DatasetReference(String type, @Nullable String path) {
            this(type, path, null);
        }
    }

    /**
     * Exactly one of the two.
     *
     * @param weights a weights file, under {@code vesper.models-dir}
     * @param modelId a published model
     */
    public record InitialWeights(
            @Nullable String weights, @Nullable String modelId) {}
}
