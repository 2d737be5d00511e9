package io.vesper.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.training.TrainingRequest.DatasetReference;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlamedSettingTest {
    private static String blamed(@Nullable Integer epochs, Object... overrides) {
        Map<String, Object> given = new LinkedHashMap<>();
        for (int i = 0; i < overrides.length; i += 2) {
            given.put((String) overrides[i], overrides[i + 1]);
        }
        return BlamedSetting.of(
                new TrainingRequest(new DatasetReference("demo", null), "demo", null, epochs, 1L, given, null, false));
    }

    @Test
    void theOneThatIsWrongIsNamedAmongThoseThatAreNot() {
        assertThat(blamed(2, "loss.margin", 0.2, "optimiser.learningRate", -1))
                .isEqualTo("overrides.optimiser.learningRate");
        assertThat(blamed(null, "augmentation.flipProbability", 2)).isEqualTo("overrides.augmentation.flipProbability");
        assertThat(blamed(null, "optimizer", Map.of("learningRate", 1))).isEqualTo("overrides.optimizer");
        assertThat(blamed(0, "loss.margin", 0.2)).isEqualTo("epochs");
    }

    /** Not enough stages for the preset's backbone, but for the one that is asked for. */
    @Test
    void whatIsWrongWithoutAnotherIsNotBlamedBesideIt() {
        assertThat(blamed(
                        null, "network.initialWeights", "none", "network.backbone", "small", "network.frozenStages", 9))
                .isEqualTo("overrides.network.frozenStages");
    }

    @Test
    void ofSeveralTheFirstThatIsFoundIsNamed() {
        assertThat(blamed(null, "optimiser.learningRate", -1, "loss.temperature", 0))
                .isIn("overrides.optimiser.learningRate", "overrides.loss.temperature");
    }
}
