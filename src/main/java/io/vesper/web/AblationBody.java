package io.vesper.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.vesper.ablation.AblationRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /jobs/ablate}. */
@Schema(name = "AblationRequest")
record AblationBody(
        @NotNull @Valid TrainingBody.Dataset dataset,

        @Schema(description = "Named settings that every row starts from", example = "demo") @NotBlank
        String preset,

        @Schema(description = "Of each training; replaces the preset's number of epochs", example = "30")
        @Positive
        @Nullable
        Integer epochs,

        @Schema(
                description = "Each row is trained once with each, 1 to 100, all different; absent: 1, 2 and 3",
                example = "[1, 2, 3]")
        @Nullable
        List<@NotNull Long> seeds,

        @Schema(
                description = "Of baseline, bottleneck, conventional-ib, multi-view-ib, vsd, vcd, vml and all; absent:"
                        + " each of them",
                example = "[\"baseline\", \"all\"]")
        @Nullable
        List<@NotNull String> rows,

        @Schema(
                description = "Training settings by name that replace the preset's in every row",
                example = "{\"batch.repeats\": 2}")
        @Nullable
        Map<String, @NotNull Object> overrides) {
    private static final List<Long> DEFAULT_SEEDS = List.of(1L, 2L, 3L);

    AblationRequest toRequest() {
        return new AblationRequest(
                dataset.toReference(),
                preset,
                epochs,
                Objects.requireNonNullElse(seeds, DEFAULT_SEEDS),
                Objects.requireNonNullElse(rows, List.of()),
                Objects.requireNonNullElse(overrides, Map.of()));
    }
}
