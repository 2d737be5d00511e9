package io.vesper.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.vesper.http.Fields;
import io.vesper.http.InvalidRequestException;
import io.vesper.index.GalleryName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/** The parts of {@code POST /jobs/enroll} with an archive. */
record ArchiveForm(
        @Schema(
                type = "string",
                format = "binary",
                description =
                        "ZIP file of pictures (JPEG, PNG, BMP, at most 16 MB each) with a manifest.csv at its top: a line of the"
                                + " column names file, personId, cameraId, modality, capturedAt, then a line for each picture;"
                                + " personId and capturedAt may be empty or left out",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        List<MultipartFile> archive,

        @Schema(description = "Where they are searched", defaultValue = "default", example = "default") @Nullable
        String gallery) {
    /** The archive and where its pictures go. */
    record Archive(MultipartFile file, GalleryName gallery) {}

    /** @throws InvalidRequestException naming everything that is wrong */
    Archive toArchive() {
        Fields fields = new Fields();
        GalleryName name = fields.orElse(fields.optional("gallery", gallery, GalleryName::new), GalleryName.DEFAULT);
        List<MultipartFile> files = archive == null ? List.of() : archive;
        if (files.size() != 1) {
            fields.refuse(
                    "archive",
                    "There are %d files, but must be one. Maybe it was sent as text, without a file name."
                            .formatted(files.size()));
        }
        fields.check();
        return new Archive(files.get(0), name);
    }
}
