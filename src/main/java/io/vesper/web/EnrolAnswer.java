package io.vesper.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.vesper.gallery.Enrolment.Outcome;
import io.vesper.index.ImageLabels;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of the pictures of {@code POST /gallery}, in their order. */
record EnrolAnswer(List<Image> images) {
    static EnrolAnswer of(List<Outcome> outcomes) {
        return new EnrolAnswer(outcomes.stream().map(Image::of).toList());
    }

    boolean isAnyCreated() {
        return images.stream().anyMatch(Image::created);
    }

    /** One picture's outcome. */
    @Schema(name = "EnrolledImage")
    record Image(
            UUID imageId,
            @Schema(example = "default") String gallery,
            @Schema(example = "0007") @Nullable String personId,
            @Schema(example = "1") String cameraId,
            @Schema(example = "visible") String modality,
            @Nullable Instant capturedAt,
            long sequence,
            @Schema(example = "demo") String modelId,

            @Schema(description = "false: the same picture was enrolled before, this is that image")
            boolean created) {
        static Image of(Outcome outcome) {
            ImageLabels labels = outcome.image().labels();
            return new Image(
                    outcome.image().imageId(),
                    labels.gallery().value(),
                    labels.person() == null ? null : labels.person().value(),
                    labels.camera().value(),
                    labels.modality().label(),
                    labels.capturedAt(),
                    outcome.image().sequence(),
                    outcome.modelId(),
                    outcome.created());
        }
    }
}
