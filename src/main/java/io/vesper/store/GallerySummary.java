package io.vesper.store;

import io.vesper.index.GalleryName;
import org.jspecify.annotations.Nullable;

/**
 * What a gallery holds, and what is set about it.
 *
 * @param people how many different people are identified in its images
 * @param timeToLive for how long it keeps an image; null: for ever
 */
public record GallerySummary(
        GalleryName name,
        long images,
        long people,
        @Nullable TimeToLive timeToLive) {}
