package io.vesper.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.vesper.gallery.GalleryStats;
import io.vesper.serving.IndexState;
import io.vesper.store.ImageCount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the galleries hold, in JSON. */
@Schema(name = "GalleryStats")
record StatsView(
        long images,
        List<Count> counts,

        @Schema(description = "null while no model is active") @Nullable
        IndexState index) {
    static StatsView of(GalleryStats stats) {
        return new StatsView(
                stats.counts().stream().mapToLong(ImageCount::images).sum(),
                stats.counts().stream().map(Count::of).toList(),
                stats.index());
    }

    /** Images of one camera in one gallery. */
    @Schema(name = "GalleryCount")
    record Count(
            @Schema(example = "default") String gallery,
            @Schema(example = "visible") String modality,
            @Schema(example = "1") String cameraId,
            long images,
            long people) {
        static Count of(ImageCount count) {
            return new Count(
                    count.gallery().value(),
                    count.modality().label(),
                    count.camera().value(),
                    count.images(),
                    count.people());
        }
    }
}
