package io.vesper.preset;

import static io.vesper.network.EmbeddingKind.ALL;
import static io.vesper.network.EmbeddingKind.OBSERVATION;
import static io.vesper.network.EmbeddingKind.REPRESENTATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainedKindsTest {
    @Test
    void aPublishedModelsSettingsTellWhatWasTrained() {
        assertThat(TrainedKinds.of(recorded("paper", Map.of()))).containsExactly(REPRESENTATION, OBSERVATION, ALL);
        assertThat(TrainedKinds.of(recorded("compact", Map.of()))).containsExactly(REPRESENTATION, OBSERVATION);
    }

    @Test
    void aBaselineHasNoRepresentation() {
        Map<String, Object> baseline = Map.of(
                "loss.weights.variational",
                0,
                "loss.weights.outputs.representation",
                0,
                "publish.embeddingKind",
                "observation");
        assertThat(TrainedKinds.of(recorded("paper", baseline))).containsExactly(OBSERVATION, ALL);
    }

    @Test
    void underSplitRoutingNoBranchOfOneModalityKnowsTheOther() {
        assertThat(TrainedKinds.of(recorded("paper", Map.of("network.routing", "split"))))
                .containsExactly(REPRESENTATION, OBSERVATION);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Presets.settings("paper", Map.of("network.routing", "split", "publish.embeddingKind", "all")))
                .withMessageContaining("publish.embeddingKind (all)");
    }

    /** As an import writes them. */
    @Test
    void whereNoWeightsAreRecordedEveryKindMayBeTrained() {
        assertThat(TrainedKinds.of(Map.of())).containsExactly(REPRESENTATION, OBSERVATION, ALL);
        assertThat(TrainedKinds.of(Map.of("importedFrom", "a.pth", "loss", "none")))
                .containsExactly(REPRESENTATION, OBSERVATION, ALL);
    }

    @Test
    void aTermThatAnOlderProgramDidNotHaveIsNotMissed() {
        Map<String, Object> outputs = Map.of("specific", 0, "shared", 0.5, "representation", 0);
        Map<String, Object> weights = Map.of("variational", 0, "mutualLearning", 0, "outputs", outputs);
        assertThat(TrainedKinds.of(Map.of("loss", Map.of("weights", weights)))).containsExactly(OBSERVATION);
    }

    @Test
    void weightsOfAnotherProgramAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainedKinds.of(Map.of("loss", Map.of("weights", Map.of("adversarial", 1)))))
                .withMessageContaining("(loss.weights.adversarial)");
    }

    private static Map<String, Object> recorded(String preset, Map<String, Object> overrides) {
        return Presets.asMap(Presets.settings(preset, overrides));
    }
}
