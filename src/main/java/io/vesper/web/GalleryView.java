package io.vesper.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.vesper.http.Fields;
import io.vesper.store.GallerySummary;
import io.vesper.store.TimeToLive;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A gallery in JSON. */
@Schema(name = "Gallery")
record GalleryView(
        @Schema(example = "default") String name,
        @Schema(example = "232") long images,

        @Schema(description = "How many different people are identified in them", example = "20")
        long people,

        @Schema(
                description = "For how long images are kept after their enrolment (ISO-8601); null: for ever",
                example = "P30D")
        @Nullable
        String timeToLive) {
    static GalleryView of(GallerySummary gallery) {
        return new GalleryView(
                gallery.name().value(),
                gallery.images(),
                gallery.people(),
                gallery.timeToLive() == null ? null : gallery.timeToLive().toString());
    }

    /** All galleries. */
    @Schema(name = "GalleryList")
    record All(List<GalleryView> galleries) {
        static All of(List<GallerySummary> galleries) {
            return new All(galleries.stream().map(GalleryView::of).toList());
        }
    }

    /** What can be set about a gallery: the body of {@code PUT /galleries/{gallery}}. */
    @Schema(name = "GallerySettings")
    record Body(
            @Schema(
                    description =
                            "For how long images are kept after their enrolment: an ISO-8601 duration of days, hours,"
                                    + " minutes and seconds, from PT1M to P36500D; null or absent: for ever",
                    example = "P30D")
            @Nullable
            String timeToLive) {
        /** @throws io.vesper.http.InvalidRequestException if it is no such duration */
        @Nullable
        TimeToLive toTimeToLive() {
            Fields fields = new Fields();
            TimeToLive read = timeToLive == null ? null : fields.required("timeToLive", timeToLive, TimeToLive::parse);
            fields.check();
            return read;
        }
    }
}
