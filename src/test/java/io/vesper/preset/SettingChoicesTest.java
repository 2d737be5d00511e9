package io.vesper.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SettingChoicesTest {
    @Test
    void everySettingOfWordsHasItsChoicesAndThePresetsChooseAmongThem() {
        for (String preset : Presets.NAMES) {
            Set<String> words = new TreeSet<>();
            collect("", Presets.asMap(Presets.settings(preset, Map.of())), words);
            assertThat(SettingChoices.BY_NAME.keySet()).isEqualTo(words);
        }
    }

    private static void collect(String path, Map<?, ?> settings, Set<String> words) {
        settings.forEach((name, value) -> {
            if (value instanceof Map<?, ?> group) {
                collect(path + name + ".", group, words);
            } else if (value instanceof String word) {
                words.add(path + name);
                assertThat(SettingChoices.BY_NAME.get(path + name)).contains(word);
            }
        });
    }

    @Test
    void aWordThatIsNoChoiceIsRefused() {
        SettingChoices.BY_NAME
                .keySet()
                .forEach(setting -> assertThatIllegalArgumentException()
                        .as(setting)
                        .isThrownBy(() -> Presets.settings("paper", Map.of(setting, "whatever")))
                        .withMessageContaining("(whatever) is not one of"));
    }
}
