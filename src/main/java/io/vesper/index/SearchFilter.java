package io.vesper.index;

import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which images are searched; applied before anything is ranked.
 *
 * @param gallery only this gallery
 * @param modality only of this spectrum; null: any
 * @param cameras only by these; empty: all
 * @param excludedCameras not by these
 * @param window only captured then
 */
public record SearchFilter(
        GalleryName gallery,
        @Nullable Modality modality,
        Set<CameraId> cameras,
        Set<CameraId> excludedCameras,
        TimeWindow window) {
    public SearchFilter {
        cameras = Set.copyOf(cameras);
        excludedCameras = Set.copyOf(excludedCameras);
    }

    /** A whole gallery. */
    public static SearchFilter everythingIn(GalleryName gallery) {
        return new SearchFilter(gallery, null, Set.of(), Set.of(), TimeWindow.ALWAYS);
    }

    /** What is left of it in the rows of a graph; null: nothing. */
    @Nullable
    SearchFilter within(GraphKey key) {
        boolean isEmpty = !gallery.equals(key.gallery()) || (modality != null && modality != key.modality());
        return isEmpty ? null : new SearchFilter(gallery, key.modality(), cameras, excludedCameras, window);
    }

    /** Whether rows of a kind are looked at, if they were captured then. */
    boolean accepts(RowKind kind) {
        return gallery.equals(kind.gallery())
                && (modality == null || modality == kind.modality())
                && (cameras.isEmpty() || cameras.contains(kind.camera()))
                && !excludedCameras.contains(kind.camera());
    }

    boolean accepts(ImageLabels labels) {
        return accepts(RowKind.of(labels)) && window.contains(labels.capturedAt());
    }
}
