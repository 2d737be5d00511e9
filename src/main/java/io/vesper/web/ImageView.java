package io.vesper.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.vesper.index.ImageLabels;
import io.vesper.store.GalleryImage;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An enrolled image in JSON. */
@Schema(name = "GalleryImage")
record ImageView(
        UUID imageId,
        @Schema(example = "default") String gallery,

        @Schema(example = "0007", description = "null: not yet identified") @Nullable
        String personId,

        @Schema(example = "1") String cameraId,
        @Schema(example = "visible") String modality,
        @Nullable Instant capturedAt,
        Map<String, String> attributes,
        @Schema(example = "image/jpeg") String contentType,

        @Schema(description = "Place in the order of enrolment; a query covers it when indexedThrough is as high")
        long sequence,

        Instant createdAt,

        @Schema(example = "/gallery/7f9c5d1e-0f43-4a53-9a2c-6a1f3f0d9b11/image")
        String href,

        @Schema(example = "demo", description = "The model it is searched with; null while none is active") @Nullable
        String modelId) {
    static ImageView of(GalleryImage image, @Nullable String modelId) {
        ImageLabels labels = image.labels();
        return new ImageView(
                image.imageId(),
                labels.gallery().value(),
                labels.person() == null ? null : labels.person().value(),
                labels.camera().value(),
                labels.modality().label(),
                labels.capturedAt(),
                labels.attributes(),
                image.contentType(),
                image.sequence(),
                image.createdAt(),
                href(image.imageId()),
                modelId);
    }

    static String href(UUID imageId) {
        return "/gallery/%s/image".formatted(imageId);
    }
}
