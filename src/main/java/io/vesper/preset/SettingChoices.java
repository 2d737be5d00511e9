package io.vesper.preset;

import io.vesper.checkpoint.Precision;
import io.vesper.loss.DistillationForm;
import io.vesper.network.BackboneArchitecture;
import io.vesper.network.EmbeddingKind;
import io.vesper.network.Routing;
import io.vesper.network.VisibleInput;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The training settings that take one of a few words, each with its words. */
public final class SettingChoices {
    /** By name, such as {@code loss.metric}, in the order of {@code presets/defaults.yml}. */
    public static final Map<String, List<String>> BY_NAME = byName();

    private SettingChoices() {}

    private static Map<String, List<String>> byName() {
        Map<String, List<String>> choices = new LinkedHashMap<>();
        choices.put(
                "network.backbone",
                BackboneArchitecture.all().stream()
                        .map(BackboneArchitecture::name)
                        .toList());
        choices.put("network.routing", labels(Routing.values(), Routing::label));
        choices.put("network.initialWeights", List.of("none", "imagenet"));
        choices.put("network.precision", List.of("float32"));
        choices.put("loss.metric", List.of("ranked-list", "batch-hard-triplet"));
        choices.put("loss.mutualLearning", List.of("divergence", "sinkhorn"));
        choices.put("loss.distillation", labels(DistillationForm.values(), DistillationForm::label));
        choices.put("evaluation.search", List.of("all", "indoor"));
        choices.put("selection.measure", List.of("rank1", "meanAveragePrecision"));
        choices.put("publish.embeddingKind", labels(EmbeddingKind.values(), EmbeddingKind::label));
        choices.put("publish.visibleInput", labels(VisibleInput.values(), VisibleInput::label));
        choices.put("publish.branches", List.of("all", "shared"));
        choices.put("publish.precision", labels(Precision.values(), Precision::label));
        return Collections.unmodifiableMap(choices);
    }

    private static <T> List<String> labels(T[] values, Function<T, String> label) {
        return Stream.of(values).map(label).toList();
    }

    static void check(String setting, String value) {
        Choices.check(setting, value, BY_NAME.getOrDefault(setting, List.of()).toArray(String[]::new));
    }
}
