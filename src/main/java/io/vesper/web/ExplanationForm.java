package io.vesper.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/** The parts of {@code POST /query/explain} with a picture. */
record ExplanationForm(
        @Schema(
                type = "string",
                format = "binary",
                description = "The probe: one picture (JPEG, PNG, BMP)",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        List<MultipartFile> image,

        @Schema(
                description = "In which spectrum",
                example = "infrared",
                allowableValues = {"visible", "infrared"},
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String modality,

        @Schema(
                description = "The enrolled image that it is compared with",
                format = "uuid",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String matchId) {}
