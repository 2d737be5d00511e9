package io.vesper.gallery;

import io.vesper.index.GalleryName;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the galleries hold.
 *
 * @param counts images by gallery, modality and camera
 * @param index what searches run on; null while no model is active
 */
public record GalleryStats(List<Count> counts, @Nullable IndexState index) {
    public GalleryStats {
        counts = List.copyOf(counts);
    }

    /**
     * Images of one camera in one gallery.
     *
     * @param people how many different people are identified in them
     */
    public record Count(GalleryName gallery, Modality modality, CameraId camera, long images, long people) {
        static Count of(ResultSet row) throws SQLException {
            return new Count(
                    new GalleryName(row.getString("gallery")),
                    Modality.of(row.getString("modality")),
                    new CameraId(row.getString("camera_id")),
                    row.getLong("images"),
                    row.getLong("people"));
        }
    }

    /**
     * @param kind how it searches: {@code exact}
     * @param size images in it
     * @param modelId whose embeddings it holds
     * @param indexedThrough sequence number of the youngest image it has taken in
     */
    public record IndexState(String kind, int size, String modelId, long indexedThrough) {}
}
