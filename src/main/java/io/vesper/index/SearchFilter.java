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

    boolean accepts(ImageLabels labels) {
        return gallery.equals(labels.gallery())
                && (modality == null || modality == labels.modality())
                && (cameras.isEmpty() || cameras.contains(labels.camera()))
                && !excludedCameras.contains(labels.camera())
                && window.contains(labels.capturedAt());
    }
}
