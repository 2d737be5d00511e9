package io.vesper.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/** The parts of {@code POST /embeddings}. */
record EmbeddingForm(
        @Schema(
                type = "string",
                format = "binary",
                description = "One picture (JPEG, PNG, BMP)",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        List<MultipartFile> image,

        @Schema(
                description = "In which spectrum",
                example = "infrared",
                allowableValues = {"visible", "infrared"},
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String modality) {}
