package io.vesper.store;

import io.vesper.index.GalleryName;
import io.vesper.index.IndexEntry;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The people of all galleries: whoever has an image there. Takes part in the caller's transaction. */
public final class PersonStore {
    /** Images read at once in search of the next people. */
    private static final int CHUNK = 1000;

    private final JdbcClient jdbc;
    private final ChangeLog changes;

    public PersonStore(JdbcClient jdbc, ChangeLog changes) {
        this.jdbc = jdbc;
        this.changes = changes;
    }

    /**
     * Who is in a gallery, in the order in which the database sorts ids.
     *
     * @param after only people who come after this one; null begins
     */
    public List<PersonId> page(GalleryName gallery, @Nullable PersonId after, int limit) {
        Set<PersonId> page = new LinkedHashSet<>();
        PersonId last = after;
        List<PersonId> images = imagesAfter(gallery, last);
        while (!images.isEmpty() && page.size() < limit) {
            page.addAll(images);
            last = images.get(images.size() - 1);
            images = images.size() < CHUNK ? List.of() : imagesAfter(gallery, last);
        }
        return page.stream().limit(limit).toList();
    }

    /** Asked for groups, H2 would read all people to the last and sort them; this follows the index and stops. */
    private List<PersonId> imagesAfter(GalleryName gallery, @Nullable PersonId after) {
        return jdbc.sql("""
                        SELECT person_id FROM gallery_image WHERE gallery = ? AND person_id > ?
                        ORDER BY gallery, person_id FETCH FIRST ? ROWS ONLY""")
                .params(gallery.value(), after == null ? "" : after.value(), CHUNK)
                .query((row, n) -> new PersonId(row.getString("person_id")))
                .list();
    }

    /** What a gallery holds of a range of people, both ends included, in order. */
    public List<PersonSummary> summaries(GalleryName gallery, PersonId first, PersonId last) {
        Map<PersonId, List<PersonSummary.Count>> counts = new LinkedHashMap<>();
        jdbc.sql("""
                        SELECT person_id, modality, camera_id, COUNT(*) AS images,
                            MIN(captured_at) AS first_at, MAX(captured_at) AS last_at
                        FROM gallery_image WHERE gallery = ? AND person_id >= ? AND person_id <= ?
                        GROUP BY person_id, modality, camera_id ORDER BY person_id, modality, camera_id""").params(gallery.value(), first.value(), last.value()).query(row -> {
            PersonId person = new PersonId(row.getString("person_id"));
            counts.computeIfAbsent(person, p -> new ArrayList<>()).add(count(row));
        });
        return counts.entrySet().stream()
                .map(entry -> new PersonSummary(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static PersonSummary.Count count(ResultSet row) throws SQLException {
        return new PersonSummary.Count(
                Modality.of(row.getString("modality")),
                new CameraId(row.getString("camera_id")),
                row.getLong("images"),
                ImageRows.instant(row, "first_at"),
                ImageRows.instant(row, "last_at"));
    }

    /** A person's images, in the order of enrolment. */
    public List<IndexEntry> images(GalleryName gallery, PersonId person) {
        return jdbc.sql("SELECT " + ImageRows.COLUMNS
                        + " FROM gallery_image i WHERE i.gallery = ? AND i.person_id = ? ORDER BY i.sequence")
                .params(gallery.value(), person.value())
                .query((row, n) -> ImageRows.image(row).indexEntry())
                .list();
    }

    /** Of each picture that two people have by one camera, the image enrolled later. */
    public Set<UUID> duplicates(GalleryName gallery, PersonId one, PersonId other) {
        return jdbc.sql("""
                        SELECT CASE WHEN a.sequence > b.sequence THEN a.image_id ELSE b.image_id END AS image_id
                        FROM gallery_image a JOIN gallery_image b
                            ON b.gallery = a.gallery AND b.camera_id = a.camera_id AND b.sha256 = a.sha256
                        WHERE a.gallery = ? AND a.person_id = ? AND b.person_id = ?""")
                .params(gallery.value(), one.value(), other.value())
                .query((row, n) -> row.getObject("image_id", UUID.class))
                .set();
    }

    /**
     * Gives all images of one person to another.
     *
     * @return how many
     * @throws org.springframework.dao.DuplicateKeyException if both have a picture by one camera
     */
    public int give(GalleryName gallery, PersonId from, PersonId into) {
        int given = jdbc.sql("UPDATE gallery_image SET person_id = ? WHERE gallery = ? AND person_id = ?")
                .params(into.value(), gallery.value(), from.value())
                .update();
        images(gallery, into).forEach(image -> changes.image(image.imageId())); // at least those that were given
        return given;
    }

    /** Deletes a person's images with their bytes and embeddings. */
    public void delete(GalleryName gallery, PersonId person) {
        List<UUID> erased =
                images(gallery, person).stream().map(IndexEntry::imageId).toList();
        for (int from = 0; from < erased.size(); from += CHUNK) {
            List<UUID> some = erased.subList(from, Math.min(from + CHUNK, erased.size()));
            jdbc.sql("DELETE FROM gallery_image WHERE image_id IN (:images)")
                    .param("images", some)
                    .update();
            some.forEach(changes::image);
        }
    }
}
