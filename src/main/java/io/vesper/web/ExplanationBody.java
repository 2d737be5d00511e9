package io.vesper.web;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /query/explain} with two enrolled images. */
record ExplanationBody(
        @Schema(
                description = "The probe: an enrolled image",
                format = "uuid",
                example = "7f9c5d1e-0f43-4a53-9a2c-6a1f3f0d9b11",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String imageId,

        @Schema(
                description = "The enrolled image that it is compared with",
                format = "uuid",
                example = "1d0c7a52-5b0e-4a41-8f0e-2f4f9f6f1c27",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String matchId) {}
