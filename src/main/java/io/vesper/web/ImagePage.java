package io.vesper.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.vesper.http.Cursor;
import io.vesper.store.GalleryImage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of {@code GET /gallery}. */
record ImagePage(
        List<ImageView> images,

        @Schema(description = "Hand it back as cursor for the next page; null: this was the last") @Nullable
        String nextCursor) {
    /** @param found up to one more than a page, which tells that there is a next one */
    static ImagePage of(List<GalleryImage> found, int limit, @Nullable String modelId) {
        List<ImageView> images = found.stream()
                .limit(limit)
                .map(image -> ImageView.of(image, modelId))
                .toList();
        String next = found.size() > limit ? Cursor.write(found.get(limit - 1).sequence()) : null;
        return new ImagePage(images, next);
    }
}
