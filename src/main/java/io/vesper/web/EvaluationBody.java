package io.vesper.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.vesper.assessment.EvaluationRequest;
import io.vesper.assessment.EvaluationRequest.Choice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /jobs/evaluate}. */
@Schema(name = "EvaluationRequest")
record EvaluationBody(
        @Schema(description = "A published model", example = "synthetic") @NotBlank
        String modelId,

        @NotNull @Valid TrainingBody.Dataset dataset,

        @Schema(
                description = "Whose people; those that a model was trained on are not for evaluation",
                defaultValue = "test",
                example = "test",
                allowableValues = {"test", "validation"})
        @Nullable
        String part,

        @Schema(description = "What is chosen of the dataset's protocol; absent: as in the headline of papers")
        @Valid
        @Nullable
        Protocol protocol,

        @Schema(
                description =
                        "Whether the thresholds that are measured replace those in model.json, which maxFalseAlarm of a query uses",
                defaultValue = "false")
        @Nullable
        Boolean storeThresholds) {
    private static final int MOST = 100;

    @Schema(name = "EvaluationProtocol")
    record Protocol(
            @Schema(
                    description = "Which pictures search",
                    defaultValue = "infrared",
                    allowableValues = {"infrared", "visible"})
            @Nullable
            String query,

            @Schema(
                    description = "Which cameras take part; sysu-mm01 and demo only",
                    defaultValue = "all",
                    example = "all",
                    allowableValues = {"all", "indoor"})
            @Nullable
            String search,

            @Schema(
                    description = "Gallery pictures of each person by each camera; sysu-mm01 and demo only",
                    defaultValue = "1",
                    example = "1")
            @Positive
            @Max(MOST)
            @Nullable
            Integer shots,

            @Schema(
                    description = "How many galleries are drawn; not for regdb and folder",
                    defaultValue = "10",
                    example = "10")
            @Positive
            @Max(MOST)
            @Nullable
            Integer trials,

            @Schema(
                    description =
                            "Who says which pictures are drawn; official: SYSU-MM01's authors, for their set only",
                    defaultValue = "defacto",
                    allowableValues = {"defacto", "official"})
            @Nullable
            String galleries) {
        Choice toChoice() {
            return new Choice(query, search, shots, trials, galleries);
        }
    }

    EvaluationRequest toRequest() {
        return new EvaluationRequest(
                modelId,
                dataset.toReference(),
                Objects.requireNonNullElse(part, "test"),
                protocol == null ? Choice.STANDARD : protocol.toChoice(),
                Boolean.TRUE.equals(storeThresholds));
    }
}
