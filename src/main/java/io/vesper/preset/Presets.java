package io.vesper.preset;

import static java.util.Objects.requireNonNull;

import io.vesper.loss.LossWeights;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Named training settings: {@code presets/defaults.yml}, what a preset changes, and what a job changes. */
public final class Presets {
    public static final List<String> NAMES = List.of("demo", "compact", "paper", "official");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            // 1.9 epochs are no epoch.
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private Presets() {}

    /**
     * Resolves settings.
     *
     * @param preset one of {@link #NAMES}
     * @param overrides by name; nested maps, or names with dots such as {@code optimiser.learningRate}
     * @throws IllegalArgumentException naming an unknown preset or setting, or a value that breaks its rule
     */
    public static TrainingSettings settings(String preset, Map<String, Object> overrides) {
        Choices.check("preset", preset, NAMES.toArray(String[]::new));
        Map<String, Object> settings = read("defaults");
        merge("", settings, read(preset));
        overrides.forEach((name, value) -> merge("", settings, nested(name, value)));
        return convert(settings, TrainingSettings.class);
    }

    /** Loss weights as a manifest has them; a term that it does not name has its default, which for a later one is 0. */
    @SuppressWarnings("unchecked")
    static LossWeights lossWeights(Map<?, ?> recorded) {
        Map<String, Object> loss =
                (Map<String, Object>) requireNonNull(read("defaults").get("loss"));
        merge("loss.", loss, Map.of("weights", recorded));
        return convert((Map<String, Object>) requireNonNull(loss.get("weights")), LossWeights.class);
    }

    private static <T> T convert(Map<String, Object> settings, Class<T> type) {
        try {
            return JSON.convertValue(settings, type);
        } catch (JacksonException e) {
            if (e.getCause() instanceof IllegalArgumentException rule) {
                throw new IllegalArgumentException(rule.getMessage(), e); // it names the setting
            }
            throw new IllegalArgumentException(
                    "The training settings cannot be used: %s".formatted(e.getOriginalMessage()), e);
        }
    }

    /** Settings as they are written into {@code model.json}. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> asMap(TrainingSettings settings) {
        return JSON.convertValue(settings, Map.class);
    }

    private static Map<String, Object> read(String name) {
        try (InputStream in = Presets.class.getResourceAsStream("/presets/" + name + ".yml")) {
            if (in == null) {
                throw new IllegalStateException("The preset (%s) is missing from the jar.".formatted(name));
            }
            Map<String, Object> settings = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            return new LinkedHashMap<>(settings);
        } catch (IOException e) {
            throw new UncheckedIOException("The preset (%s) cannot be read.".formatted(name), e);
        }
    }

    /** {@code a.b = 1} as {@code a: {b: 1}}. */
    private static Map<String, Object> nested(String name, Object value) {
        int dot = name.indexOf('.');
        return dot < 0 ? Map.of(name, value) : Map.of(name.substring(0, dot), nested(name.substring(dot + 1), value));
    }

    private static void merge(String path, Map<String, Object> base, Map<String, Object> changes) {
        changes.forEach((name, value) -> {
            if (!base.containsKey(name)) {
                throw new IllegalArgumentException("There is no training setting (%s%s). Maybe one of %s was meant."
                        .formatted(path, name, base.keySet()));
            }
            mergeValue(path, base, name, value);
        });
    }

    @SuppressWarnings("unchecked")
    private static void mergeValue(String path, Map<String, Object> base, String name, @Nullable Object value) {
        Object present = base.get(name);
        if (present instanceof Map<?, ?> group) {
            if (!(value instanceof Map<?, ?> changes)) {
                throw new IllegalArgumentException(
                        "The training setting (%s%s) is a group of settings, not a value.".formatted(path, name));
            }
            Map<String, Object> merged = new LinkedHashMap<>((Map<String, Object>) group);
            merge(path + name + ".", merged, (Map<String, Object>) changes);
            base.put(name, merged);
        } else if (value == null) {
            throw new IllegalArgumentException("The training setting (%s%s) must have a value.".formatted(path, name));
        } else {
            base.put(name, value);
        }
    }
}
