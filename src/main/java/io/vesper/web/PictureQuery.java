package io.vesper.web;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/** The pictures of a query; the other parts of its request are those of {@link QueryForm}. */
@Schema(
        allOf = QueryForm.class,
        requiredProperties = {"image", "modality"})
record PictureQuery(
        @ArraySchema(
                schema = @Schema(type = "string", format = "binary"),
                arraySchema = @Schema(description = "Pictures of one person (JPEG, PNG, BMP)"),
                minItems = 1,
                maxItems = 16)
        @Nullable
        List<MultipartFile> image) {}
