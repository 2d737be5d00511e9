package io.vesper.index;

import io.vesper.scoring.Calibration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The calibration of each gallery; learned when it is first asked for, and again when the gallery has changed much. */
final class GalleryCalibrations {
    /** An eighth of a gallery's images may come or go before it is learned anew. */
    private static final int TOLERATED_SHARE = 8;

    private final Map<GalleryName, Learned> galleries = new ConcurrentHashMap<>();

    /**
     * The calibration of a gallery.
     *
     * @param changes how many rows of the index, of whatever gallery, were added, erased or relabelled so far
     * @param snapshot no older than that
     */
    Calibration of(GalleryName gallery, long changes, IndexSnapshot snapshot) {
        Learned last = galleries.get(gallery);
        if (last != null && changes - last.changes() <= last.images() / TOLERATED_SHARE) {
            return last.calibration();
        }
        CalibrationSample sample = new CalibrationSample();
        snapshot.visit(SearchFilter.everythingIn(gallery), sample);
        if (sample.seen() == 0) {
            galleries.remove(gallery);
            return Calibration.NONE;
        }
        Calibration calibration = sample.calibration();
        galleries.put(gallery, new Learned(calibration, changes, sample.seen()));
        return calibration;
    }

    private record Learned(Calibration calibration, long changes, int images) {}
}
