package io.vesper.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.vesper.http.Cursor;
import io.vesper.http.Fields;
import io.vesper.http.InvalidRequestException;
import io.vesper.index.GalleryName;
import io.vesper.index.TimeWindow;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.store.ImageFilter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The parameters of {@code GET /gallery}; what is absent does not filter. */
record ListForm(
        @Schema(description = "Only of this gallery", example = "default") @Nullable
        String gallery,

        @Schema(description = "Only of this person", example = "0007") @Nullable
        String personId,

        @Schema(description = "true: only of people who are known; false: only of nobody yet known", type = "boolean")
        @Nullable
        String identified,

        @Schema(description = "Only by this camera", example = "1") @Nullable
        String cameraId,

        @Schema(
                description = "Only of this spectrum",
                allowableValues = {"visible", "infrared"})
        @Nullable
        String modality,

        @Schema(description = "Captured then or later", format = "date-time") @Nullable
        String from,

        @Schema(description = "Captured before", format = "date-time") @Nullable
        String to,

        @Schema(description = "The nextCursor of the page before") @Nullable
        String cursor,

        @Schema(description = "Images in a page, 1 to 1000", defaultValue = "100", type = "integer") @Nullable
        String limit) {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    /** @throws InvalidRequestException naming everything that is wrong */
    ListRequest toRequest() {
        Fields fields = new Fields();
        GalleryName name = fields.optional("gallery", gallery, GalleryName::new);
        PersonId person = fields.optional("personId", personId, PersonId::new);
        Boolean known = fields.optional("identified", identified, Fields.flag("identified"));
        if (person != null && Boolean.FALSE.equals(known)) {
            fields.refuse("identified", "It cannot be false beside a personId.");
        }
        CameraId camera = fields.optional("cameraId", cameraId, CameraId::new);
        Modality spectrum = fields.optional("modality", modality, Modality::of);
        Instant start = fields.optional("from", from, Fields.time("from"));
        Instant end = fields.optional("to", to, Fields.time("to"));
        long after = fields.orElse(fields.optional("cursor", cursor, Cursor::read), 0L);
        int size = fields.orElse(
                fields.optional("limit", limit, Fields.wholeNumber("limit", 1, MAX_LIMIT)), DEFAULT_LIMIT);
        TimeWindow window = fields.build("from", () -> new TimeWindow(start, end));
        return new ListRequest(new ImageFilter(name, person, known, camera, spectrum, window), after, size);
    }

    /**
     * @param after sequence number of the last image of the page before
     * @param limit images in a page
     */
    record ListRequest(ImageFilter filter, long after, int limit) {}
}
