package io.vesper.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.training.TinyTraining;
import io.vesper.training.TrainingRequest.DatasetReference;
import io.vesper.training.TrainingRuns;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AblationRowTest {
    @TempDir
    static Path folder;

    private static AblationRequest request(String preset, Map<String, Object> overrides) {
        return new AblationRequest(new DatasetReference("demo", null), preset, null, List.of(1L), List.of(), overrides);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "compact", "paper"})
    void everyRowMakesValidSettingsOfThePreset(String preset) {
        TrainingRuns runs = TinyTraining.runs(folder);
        AblationRequest request = request(preset, Map.of());

        for (AblationCell cell : request.cells()) {
            assertThatNoException().as(cell.row().name()).isThrownBy(() -> runs.check(request.training(cell)));
        }
    }

    @Test
    void aRowChangesOnlyWhatItNames() {
        AblationRow vsd = AblationRow.named(List.of("vsd")).get(0);

        assertThat(vsd.overrides())
                .isEqualTo(Map.of(
                        "loss.weights.selfDistillation", 1,
                        "loss.weights.crossDistillation", 0,
                        "loss.weights.variationalMutualLearning", 0,
                        "selection.everyEpochs", 0));
    }

    @Test
    void settingsThatDoNotSuitARowAreRefusedNamingIt() {
        // Only the comparators' rows make the bottleneck stochastic by themselves.
        AblationRequest bad = request("demo", Map.of("loss.weights.comparators.priorDivergence", 1));

        assertThatThrownBy(() -> AblationJobs.check(TinyTraining.runs(folder), bad))
                .hasMessageStartingWith("In the row (baseline): ")
                .hasMessageContaining("network.stochasticBottleneck is (false)");
    }
}
