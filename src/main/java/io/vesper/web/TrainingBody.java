package io.vesper.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.vesper.training.TrainingRequest;
import io.vesper.training.TrainingRequest.DatasetReference;
import io.vesper.training.TrainingRequest.InitialWeights;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /jobs/train}. */
@Schema(name = "TrainingRequest")
record TrainingBody(
        @NotNull @Valid Dataset dataset,

        @Schema(description = "Named settings to start from", example = "demo") @NotBlank
        String preset,

        @Schema(description = "Weights to start from; absent: random") @Valid @Nullable
        Init init,

        @Schema(description = "Replaces the preset's number of epochs", example = "30") @Positive @Nullable
        Integer epochs,

        @Schema(description = "Replaces the preset's seed", example = "1") @Nullable
        Long seed,

        @Schema(
                description = "Training settings by name that replace the preset's",
                example = "{\"optimiser.learningRate\": 0.0003}")
        @Nullable
        Map<String, @NotNull Object> overrides,

        @Schema(description = "Id of the published model; absent: made of preset, day and job", example = "night-1")
        @Nullable
        String modelId,

        @Schema(description = "Whether the published model becomes the active one", defaultValue = "false") @Nullable
        Boolean activate) {

    @Schema(name = "TrainingDataset")
    record Dataset(
            @Schema(
                    description = "demo, or how the dataset is laid out: sysu-mm01, regdb, llcm or folder",
                    example = "demo")
            @NotBlank
            String type,

            @Schema(description = "Folder, relative to vesper.datasets-dir; absent for demo") @Nullable
            String path,

            @Schema(description = "Which of RegDB's ten splits; absent: 1", example = "1") @Nullable
            Integer split) {
        DatasetReference toReference() {
            return new DatasetReference(type, path, split);
        }
    }

    @Schema(name = "InitialWeights", description = "Exactly one of the two")
    record Init(
            @Schema(description = "Weights file, relative to vesper.models-dir") @Nullable
            String weights,

            @Schema(description = "Published model") @Nullable
            String modelId) {

        @Schema(hidden = true)
        @AssertTrue(message = "exactly one of weights and modelId must be given")
        boolean isOneOfTwo() {
            return (weights == null) != (modelId == null);
        }
    }

    TrainingRequest toRequest() {
        return new TrainingRequest(
                dataset.toReference(),
                preset,
                init == null ? null : new InitialWeights(init.weights, init.modelId),
                epochs,
                seed,
                Objects.requireNonNullElse(overrides, Map.of()),
                modelId,
                Boolean.TRUE.equals(activate));
    }
}
