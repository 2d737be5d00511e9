package io.vesper.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.preset.Presets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The form of a training explains what can be set, neither more nor less. */
class SettingTextsTest {
    private static final String PREFIX = "setting.";

    @Test
    void everySettingIsExplainedInEveryLanguage() {
        Set<String> settings = new TreeSet<>();
        collect(PREFIX, Presets.asMap(Presets.settings("paper", Map.of())), settings);

        assertThat(settings).contains("setting.optimiser.learningRate", "setting.loss.weights.outputs.specific");
        for (String language : ConsoleTexts.LANGUAGES) {
            Set<String> texts = new TreeSet<>(ConsoleTexts.in(language).keySet());
            texts.removeIf(key -> !key.startsWith(PREFIX));
            assertThat(texts).as(language).isEqualTo(settings);
        }
    }

    private static void collect(String path, Map<?, ?> settings, Set<String> names) {
        settings.forEach((name, value) -> {
            if (value instanceof Map<?, ?> group) {
                collect(path + name + ".", group, names);
            } else {
                names.add(path + name);
            }
        });
    }

    @Test
    void everyPresetAndEveryGroupIsExplained() {
        Set<String> texts = ConsoleTexts.in("en").keySet();
        Presets.NAMES.forEach(preset -> assertThat(texts).contains("preset." + preset));
        Presets.asMap(Presets.settings("paper", Map.of())).forEach((name, value) -> {
            if (value instanceof Map<?, ?>) {
                assertThat(texts).contains("training.group." + name, "training.group." + name + ".hint");
            }
        });
    }
}
