package io.vesper.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.vesper.training.InvalidTrainingRequestException;
import io.vesper.training.InvalidTrainingRequestException.Problem;
import io.vesper.training.TrainingRequest;
import io.vesper.training.TrainingRequest.DatasetReference;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AblationRequestTest {
    private static AblationRequest request(List<Long> seeds, List<String> rows, Map<String, Object> overrides) {
        return new AblationRequest(new DatasetReference("demo", null), "paper", 5, seeds, rows, overrides);
    }

    @Test
    void cellsGoRowByRowInTheTablesOrderAndSeedBySeed() {
        AblationRequest request = request(List.of(3L, 1L), List.of("all", "baseline"), Map.of());

        assertThat(request.cells())
                .extracting(cell -> cell.row().name(), AblationCell::seed)
                .containsExactly(tuple("baseline", 3L), tuple("baseline", 1L), tuple("all", 3L), tuple("all", 1L));
    }

    @Test
    void withoutRowsItIsThoseOfThePaper() {
        assertThat(request(List.of(1L), List.of(), Map.of()).cells())
                .extracting(cell -> cell.row().name())
                .containsExactly(
                        "baseline", "bottleneck", "conventional-ib", "multi-view-ib", "vsd", "vcd", "vml", "all");
    }

    @Test
    void aTrainingHasTheRequestsSettingsAndOverThemTheRows() {
        AblationRequest request = request(
                List.of(8L),
                List.of("baseline", "all"),
                Map.of("publish", Map.of("embeddingKind", "all", "precision", "float16"), "batch.repeats", 2));

        TrainingRequest baseline = request.training(request.cells().get(0));
        assertThat(baseline.preset()).isEqualTo("paper");
        assertThat(baseline.epochs()).isEqualTo(5);
        assertThat(baseline.seed()).isEqualTo(8);
        assertThat(baseline.overrides())
                .containsEntry("publish.embeddingKind", "observation")
                .containsEntry("publish.precision", "float16")
                .containsEntry("batch.repeats", 2)
                .containsEntry("loss.weights.selfDistillation", 0)
                .doesNotContainKey("publish");
        assertThat(request.training(request.cells().get(1)).overrides())
                .containsEntry("publish.embeddingKind", "all")
                .containsEntry("loss.weights.selfDistillation", 1);
    }

    @Test
    void whatBreaksARuleIsRefusedNamingTheField() {
        assertRefused("seeds", "[]", () -> request(List.of(), List.of(), Map.of()));
        assertRefused("seeds", "[1, 2, 1]", () -> request(List.of(1L, 2L, 1L), List.of(), Map.of()));
        List<Long> many = LongStream.range(0, 101).boxed().toList();
        assertRefused("seeds", "1 to 100", () -> request(many, List.of(), Map.of()));
        assertRefused("rows", "(vds) is not one of baseline", () -> request(List.of(1L), List.of("vds"), Map.of()));
    }

    @Test
    void settingsThatEveryRowSetsAreRefusedHoweverTheyAreWritten() {
        String message = "The training setting (loss.weights.selfDistillation) is what each row of an ablation sets";
        assertRefused("overrides", message, () -> withOverride("loss.weights.selfDistillation", 2));
        assertRefused("overrides", message, () -> withOverride("loss.weights", Map.of("selfDistillation", 2)));
        assertRefused("overrides", "selection.everyEpochs", () -> withOverride("selection.everyEpochs", 2));
    }

    private static void withOverride(String setting, Object value) {
        request(List.of(1L), List.of(), Map.of(setting, value));
    }

    private static void assertRefused(String field, String message, Runnable request) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        InvalidTrainingRequestException.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::field)
                                .containsExactly(field))
                .hasMessageContaining(message);
    }

    @Test
    void whatHasAFieldOfItsOwnIsNoOverride() {
        for (String setting : List.of("seed", "epochs")) {
            assertThatThrownBy(() -> request(List.of(1L), List.of(), Map.of(setting, 5)))
                    .isInstanceOf(InvalidTrainingRequestException.class)
                    .hasMessage("The training setting (%s) has a field of its own in an ablation.".formatted(setting));
        }
    }
}
