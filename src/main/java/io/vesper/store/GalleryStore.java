package io.vesper.store;

import io.vesper.index.GalleryName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The galleries: every name that an image, a camera's location or a setting has. Takes part in the caller's transaction. */
public final class GalleryStore {
    private static final String SUMMARY = """
            SELECT n.name, g.time_to_live, COALESCE(c.images, 0) AS images, COALESCE(c.people, 0) AS people
            FROM (SELECT gallery AS name FROM gallery_image UNION SELECT name FROM gallery UNION SELECT gallery FROM camera) n
            LEFT JOIN gallery g ON g.name = n.name
            LEFT JOIN (SELECT gallery, COUNT(*) AS images, COUNT(DISTINCT person_id) AS people
                FROM gallery_image GROUP BY gallery) c ON c.gallery = n.name
            """;

    private final JdbcClient jdbc;

    public GalleryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All galleries, in the order in which the database sorts names. */
    public List<GallerySummary> list() {
        return jdbc.sql(SUMMARY + "ORDER BY n.name")
                .query((row, n) -> summary(row))
                .list();
    }

    /** Null if nothing has that name. */
    public @Nullable GallerySummary find(GalleryName gallery) {
        return jdbc.sql(SUMMARY + "WHERE n.name = ?")
                .param(gallery.value())
                .query((row, n) -> summary(row))
                .optional()
                .orElse(null);
    }

    private static GallerySummary summary(ResultSet row) throws SQLException {
        Long seconds = row.getObject("time_to_live", Long.class);
        return new GallerySummary(
                new GalleryName(row.getString("name")),
                row.getLong("images"),
                row.getLong("people"),
                seconds == null ? null : TimeToLive.ofSeconds(seconds));
    }

    /** @param timeToLive null: for ever */
    public void setTimeToLive(GalleryName gallery, @Nullable TimeToLive timeToLive) {
        jdbc.sql("DELETE FROM gallery WHERE name = ?").param(gallery.value()).update();
        jdbc.sql("INSERT INTO gallery (name, time_to_live) VALUES (?, ?)")
                .param(gallery.value())
                .param(timeToLive == null ? null : timeToLive.duration().toSeconds())
                .update();
    }

    /** Galleries that do not keep their images for ever. */
    public List<GalleryName> withTimeToLive() {
        return jdbc.sql("SELECT name FROM gallery WHERE time_to_live IS NOT NULL ORDER BY name")
                .query((row, n) -> new GalleryName(row.getString("name")))
                .list();
    }

    /** Images whose time to live is over, the oldest first; none if the gallery keeps them for ever. */
    public Set<UUID> expired(GalleryName gallery, Instant now, int limit) {
        Long seconds = jdbc.sql("SELECT time_to_live FROM gallery WHERE name = ?")
                .param(gallery.value())
                .query((row, n) -> row.getObject("time_to_live", Long.class))
                .optional()
                .orElse(null);
        return seconds == null ? Set.of() : enrolledBy(gallery, now.minusSeconds(seconds), limit);
    }

    private Set<UUID> enrolledBy(GalleryName gallery, Instant moment, int limit) {
        return new LinkedHashSet<>(jdbc.sql("""
                        SELECT image_id FROM gallery_image WHERE gallery = ? AND created_at <= ?
                        ORDER BY gallery, created_at FETCH FIRST ? ROWS ONLY""")
                .param(gallery.value())
                .param(ImageRows.timestamp(moment))
                .param(limit)
                .query(UUID.class)
                .list());
    }

    /** All images of a gallery. */
    public Set<UUID> images(GalleryName gallery) {
        return jdbc.sql("SELECT image_id FROM gallery_image WHERE gallery = ?")
                .param(gallery.value())
                .query(UUID.class)
                .set();
    }

    /** Deletes a gallery's images with their bytes and embeddings, and what is set about it. */
    public void delete(GalleryName gallery) {
        for (String from : List.of("gallery_image WHERE gallery", "camera WHERE gallery", "gallery WHERE name")) {
            jdbc.sql("DELETE FROM " + from + " = ?").param(gallery.value()).update();
        }
    }
}
