package io.vesper.gallery;

import io.vesper.serving.IndexState;
import io.vesper.store.ImageCount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the galleries hold.
 *
 * @param counts images by gallery, modality and camera
 * @param index what searches run on; null while no model is active
 */
public record GalleryStats(
        List<ImageCount> counts, @Nullable IndexState index) {
    public GalleryStats {
        counts = List.copyOf(counts);
    }
}
