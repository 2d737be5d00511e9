package io.vesper.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.vesper.http.Cursor;
import io.vesper.index.ImageLabels;
import io.vesper.store.EnrolmentItem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A page of {@code GET /jobs/{jobId}/items}. */
@Schema(name = "EnrolmentItemPage")
record ItemPage(
        List<Item> items,

        @Schema(description = "Hand it back as cursor for the next page; null: this was the last") @Nullable
        String nextCursor) {
    /** @param found up to one more than a page, which tells that there is a next one */
    static ItemPage of(List<EnrolmentItem> found, int limit) {
        List<Item> items = found.stream().limit(limit).map(Item::of).toList();
        String next = found.size() > limit ? Cursor.write(items.get(limit - 1).position()) : null;
        return new ItemPage(items, next);
    }

    /** One picture of a job. */
    @Schema(name = "EnrolmentItem")
    record Item(
            @Schema(description = "Its place in the manifest or dataset, from 1", example = "1")
            int position,

            @Schema(example = "gate/0001.jpg") String file,
            @Schema(example = "0007") @Nullable String personId,
            @Schema(example = "1") String cameraId,
            @Schema(example = "visible") String modality,
            @Nullable Instant capturedAt,
            @Schema(example = "ENROLLED") EnrolmentItem.Outcome outcome,

            @Schema(description = "Why it was refused; null unless it was") @Nullable
            String message,

            @Schema(description = "The image that holds the picture; null unless there is one") @Nullable
            UUID imageId) {
        static Item of(EnrolmentItem item) {
            ImageLabels labels = item.labels();
            return new Item(
                    item.position(),
                    item.file(),
                    labels.person() == null ? null : labels.person().value(),
                    labels.camera().value(),
                    labels.modality().label(),
                    labels.capturedAt(),
                    item.outcome(),
                    item.message(),
                    item.imageId());
        }
    }
}
