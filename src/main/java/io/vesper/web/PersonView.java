package io.vesper.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.vesper.gallery.People;
import io.vesper.http.Cursor;
import io.vesper.index.GalleryName;
import io.vesper.store.PersonSummary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person of a gallery in JSON. */
@Schema(name = "Person")
record PersonView(
        @Schema(example = "0007") String personId,
        @Schema(example = "default") String gallery,
        @Schema(example = "3") long images,

        @Schema(description = "Images by modality and camera")
        List<Count> counts,

        @Schema(description = "Time of the earliest image; null: no image has one", example = "2026-11-24T08:15:00Z")
        @Nullable
        Instant firstCapturedAt,

        @Schema(description = "Time of the latest image; null: no image has one", example = "2026-11-24T19:40:00Z")
        @Nullable
        Instant lastCapturedAt) {
    static PersonView of(GalleryName gallery, PersonSummary person) {
        return new PersonView(
                person.person().value(),
                gallery.value(),
                person.images(),
                person.counts().stream().map(Count::of).toList(),
                person.firstCapturedAt(),
                person.lastCapturedAt());
    }

    /** Images of the person by one camera. */
    @Schema(name = "PersonCount")
    record Count(
            @Schema(example = "visible") String modality,
            @Schema(example = "1") String cameraId,
            @Schema(example = "2") long images) {
        static Count of(PersonSummary.Count count) {
            return new Count(count.modality().label(), count.camera().value(), count.images());
        }
    }

    /** A page of {@code GET /people}. */
    @Schema(name = "PeoplePage")
    record Page(
            List<PersonView> people,

            @Schema(description = "Hand it back as cursor for the next page; null: this was the last") @Nullable
            String nextCursor) {
        static Page of(GalleryName gallery, People.Page page) {
            return new Page(
                    page.people().stream()
                            .map(person -> PersonView.of(gallery, person))
                            .toList(),
                    page.last() == null ? null : Cursor.writeName(page.last().value()));
        }
    }
}
