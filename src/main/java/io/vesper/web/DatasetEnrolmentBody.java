package io.vesper.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.vesper.http.Fields;
import io.vesper.index.GalleryName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /jobs/enroll} with a dataset. */
@Schema(name = "DatasetEnrolment")
record DatasetEnrolmentBody(
        @NotNull @Valid TrainingBody.Dataset dataset,

        @Schema(
                description =
                        "Which of its pictures: train, validation or test; gallery: the visible ones of test; query: the infrared"
                                + " ones of test",
                defaultValue = "gallery",
                example = "gallery",
                allowableValues = {"gallery", "query", "train", "validation", "test"})
        @Nullable
        String split,

        @Schema(description = "Where they are searched", defaultValue = "default", example = "default") @Nullable
        String gallery) {
    String whichSplit() {
        return Objects.requireNonNullElse(split, "gallery");
    }

    /** @throws io.vesper.http.InvalidRequestException if it is no name */
    GalleryName toGallery() {
        Fields fields = new Fields();
        GalleryName name = fields.orElse(fields.optional("gallery", gallery, GalleryName::new), GalleryName.DEFAULT);
        fields.check();
        return name;
    }
}
