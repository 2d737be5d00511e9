package io.vesper.store;

import io.vesper.index.GalleryName;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Images of one camera in one gallery.
 *
 * @param people how many different people are identified in them
 */
public record ImageCount(GalleryName gallery, Modality modality, CameraId camera, long images, long people) {
    static ImageCount of(ResultSet row) throws SQLException {
        return new ImageCount(
                new GalleryName(row.getString("gallery")),
                Modality.of(row.getString("modality")),
                new CameraId(row.getString("camera_id")),
                row.getLong("images"),
                row.getLong("people"));
    }
}
