package io.vesper.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.training.InvalidTrainingRequestException.Problem;
import io.vesper.training.TrainingRequest.DatasetReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlamedSettingsTest {
    private static List<String> blamed(@Nullable Integer epochs, Object... overrides) {
        Map<String, Object> given = new LinkedHashMap<>();
        for (int i = 0; i < overrides.length; i += 2) {
            given.put((String) overrides[i], overrides[i + 1]);
        }
        DatasetReference dataset = new DatasetReference("demo", null);
        return BlamedSettings.of(new TrainingRequest(dataset, "demo", null, epochs, 1L, given, null, false)).stream()
                .map(Problem::field)
                .toList();
    }

    @Test
    void theOneThatIsWrongIsNamedAmongThoseThatAreNot() {
        assertThat(blamed(2, "loss.margin", 0.2, "optimiser.learningRate", -1))
                .containsExactly("overrides.optimiser.learningRate");
        assertThat(blamed(null, "augmentation.flipProbability", 2))
                .containsExactly("overrides.augmentation.flipProbability");
        assertThat(blamed(null, "optimizer", Map.of("learningRate", 1))).containsExactly("overrides.optimizer");
        assertThat(blamed(0, "loss.margin", 0.2)).containsExactly("epochs");
    }

    /** Not enough stages for the preset's backbone, but for the one that is asked for. */
    @Test
    void whatIsWrongWithoutAnotherIsNotBlamedBesideIt() {
        assertThat(blamed(
                        null, "network.initialWeights", "none", "network.backbone", "small", "network.frozenStages", 9))
                .containsExactly("overrides.network.frozenStages");
    }

    @Test
    void severalAreAllNamed() {
        assertThat(blamed(0, "optimiser.learningRate", -1, "loss.margin", 0.2, "loss.temperature", 0))
                .containsExactlyInAnyOrder("epochs", "overrides.optimiser.learningRate", "overrides.loss.temperature");
    }

    @Test
    void nothingIsBlamedForWhatIsGood() {
        assertThat(blamed(2, "loss.margin", 0.2)).isEmpty();
    }
}
