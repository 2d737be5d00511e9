package io.vesper.store;

import io.vesper.index.GalleryName;
import io.vesper.person.CameraId;
import io.vesper.person.Location;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The cameras of all galleries: every one that an image or a location names. Takes part in the caller's transaction. */
public final class CameraStore {
    private final JdbcClient jdbc;

    public CameraStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The cameras of a gallery, in the order in which the database sorts ids. */
    public List<Camera> list(GalleryName gallery) {
        return jdbc.sql("""
                        SELECT n.camera_id, c.location, COALESCE(i.images, 0) AS images
                        FROM (SELECT camera_id FROM gallery_image WHERE gallery = :gallery
                            UNION SELECT camera_id FROM camera WHERE gallery = :gallery) n
                        LEFT JOIN camera c ON c.gallery = :gallery AND c.camera_id = n.camera_id
                        LEFT JOIN (SELECT camera_id, COUNT(*) AS images FROM gallery_image WHERE gallery = :gallery
                            GROUP BY camera_id) i ON i.camera_id = n.camera_id
                        ORDER BY n.camera_id""")
                .param("gallery", gallery.value())
                .query((row, n) -> camera(row))
                .list();
    }

    /** A camera of a gallery, also if nothing there names it. */
    public Camera find(GalleryName gallery, CameraId camera) {
        return list(gallery).stream()
                .filter(listed -> listed.cameraId().equals(camera))
                .findFirst()
                .orElseGet(() -> new Camera(camera, null, 0));
    }

    private static Camera camera(ResultSet row) throws SQLException {
        String location = row.getString("location");
        return new Camera(
                new CameraId(row.getString("camera_id")),
                location == null ? null : new Location(location),
                row.getLong("images"));
    }

    /** @param location null: not known any more */
    public void setLocation(GalleryName gallery, CameraId camera, @Nullable Location location) {
        jdbc.sql("DELETE FROM camera WHERE gallery = ? AND camera_id = ?")
                .params(gallery.value(), camera.value())
                .update();
        if (location != null) {
            jdbc.sql("INSERT INTO camera (gallery, camera_id, location) VALUES (?, ?, ?)")
                    .params(gallery.value(), camera.value(), location.value())
                    .update();
        }
    }

    /** The cameras at the location of one of them, that one included; empty if its location is not known. */
    public Set<CameraId> atLocationOf(GalleryName gallery, CameraId camera) {
        return jdbc.sql("""
                        SELECT b.camera_id FROM camera a
                        JOIN camera b ON b.gallery = a.gallery AND b.location = a.location
                        WHERE a.gallery = ? AND a.camera_id = ?""")
                .params(gallery.value(), camera.value())
                .query((row, n) -> new CameraId(row.getString("camera_id")))
                .set();
    }
}
