package io.vesper.store;

import io.vesper.index.GalleryName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The galleries: every name that an image, a camera's location or a setting has. Takes part in the caller's transaction. */
public final class GalleryStore {
    private static final String SUMMARY = """
            SELECT name, SUM(images) AS images, SUM(people) AS people, MAX(time_to_live) AS time_to_live FROM (
                SELECT gallery AS name, COUNT(*) AS images, COUNT(DISTINCT person_id) AS people,
                    CAST(NULL AS BIGINT) AS time_to_live FROM gallery_image GROUP BY gallery
                UNION ALL SELECT name, 0, 0, time_to_live FROM gallery
                UNION ALL SELECT DISTINCT gallery, 0, 0, CAST(NULL AS BIGINT) FROM camera) n
            """;

    private final JdbcClient jdbc;

    public GalleryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All galleries, in the order in which the database sorts names. */
    public List<GallerySummary> list() {
        return jdbc.sql(SUMMARY + "GROUP BY name ORDER BY name")
                .query((row, n) -> summary(row))
                .list();
    }

    /** Null if nothing has that name. */
    public @Nullable GallerySummary find(GalleryName gallery) {
        return jdbc.sql(SUMMARY + "WHERE name = ? GROUP BY name")
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
        Instant moment = expiredUntil(gallery, now);
        return moment == null ? Set.of() : enrolledBy(gallery, moment, limit);
    }

    /** What came until that moment has outlived its time; null if the gallery keeps images for ever. */
    public @Nullable Instant expiredUntil(GalleryName gallery, Instant now) {
        Long seconds = jdbc.sql("SELECT time_to_live FROM gallery WHERE name = ?")
                .param(gallery.value())
                .query((row, n) -> row.getObject("time_to_live", Long.class))
                .optional()
                .orElse(null);
        return seconds == null ? null : now.minusSeconds(seconds);
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

    /** Images of a gallery, none of them enrolled after the one of that sequence number. */
    public Set<UUID> images(GalleryName gallery, long through, int limit) {
        return jdbc.sql(
                        "SELECT image_id FROM gallery_image WHERE gallery = ? AND sequence <= ? FETCH FIRST ? ROWS ONLY")
                .params(gallery.value(), through, limit)
                .query(UUID.class)
                .set();
    }

    /** How many images a gallery has. */
    public long images(GalleryName gallery) {
        return jdbc.sql("SELECT COUNT(*) FROM gallery_image WHERE gallery = ?")
                .param(gallery.value())
                .query(Long.class)
                .single();
    }

    /** Galleries with images: from each to the next by an index, however many images there are. */
    public List<GalleryName> withImages() {
        List<GalleryName> names = new ArrayList<>();
        Optional<GalleryName> next = nextWithImages("");
        while (next.isPresent()) {
            names.add(next.get());
            next = nextWithImages(next.get().value());
        }
        return names;
    }

    private Optional<GalleryName> nextWithImages(String after) {
        return jdbc.sql("SELECT gallery FROM gallery_image WHERE gallery > ? ORDER BY gallery FETCH FIRST 1 ROWS ONLY")
                .param(after)
                .query((row, n) -> new GalleryName(row.getString("gallery")))
                .optional();
    }

    /** Sequence number of a gallery's youngest image; 0 if it has none. */
    public long through(GalleryName gallery) {
        return jdbc.sql("SELECT COALESCE(MAX(sequence), 0) FROM gallery_image WHERE gallery = ?")
                .param(gallery.value())
                .query(Long.class)
                .single();
    }

    /** Deletes what is set about a gallery and its cameras. */
    public void deleteSettings(GalleryName gallery) {
        jdbc.sql("DELETE FROM camera WHERE gallery = ?").param(gallery.value()).update();
        jdbc.sql("DELETE FROM gallery WHERE name = ?").param(gallery.value()).update();
    }
}
