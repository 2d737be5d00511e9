package io.vesper.store;

import io.vesper.index.ImageLabels;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The images of all galleries in the database. Takes part in the caller's transaction. */
public final class ImageStore {
    private final JdbcClient jdbc;
    private final ChangeLog changes;

    public ImageStore(JdbcClient jdbc, ChangeLog changes) {
        this.jdbc = jdbc;
        this.changes = changes;
    }

    /**
     * Inserts an image and its bytes.
     *
     * @throws org.springframework.dao.DuplicateKeyException if the picture is enrolled already for the same gallery, person
     *     and camera
     */
    public GalleryImage insert(ImageLabels labels, Picture picture) {
        UUID imageId = UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO gallery_image (image_id, gallery, person_id, camera_id, modality, captured_at,
                            attributes, content_type, sha256, created_at)
                        VALUES (:imageId, :gallery, :person, :camera, :modality, :capturedAt,
                            :attributes, :contentType, :sha256, :createdAt)""")
                .param("imageId", imageId)
                .params(ImageRows.parameters(labels))
                .param("contentType", picture.contentType())
                .param("sha256", picture.sha256())
                .param("createdAt", ImageRows.timestamp(Instant.now().truncatedTo(ChronoUnit.MICROS)))
                .update();
        jdbc.sql("INSERT INTO gallery_picture (image_id, picture) VALUES (?, ?)")
                .params(imageId, picture.bytes())
                .update();
        changes.image(imageId);
        return jdbc.sql("SELECT " + ImageRows.COLUMNS + " FROM gallery_image i WHERE i.image_id = ?")
                .param(imageId)
                .query((row, n) -> ImageRows.image(row))
                .single();
    }

    public @Nullable GalleryImage find(UUID imageId) {
        return find(imageId, "");
    }

    /** Finds an image that nobody else changes before the end of this transaction. */
    public @Nullable GalleryImage lock(UUID imageId) {
        return find(imageId, " FOR UPDATE");
    }

    private @Nullable GalleryImage find(UUID imageId, String how) {
        return jdbc.sql("SELECT " + ImageRows.COLUMNS + " FROM gallery_image i WHERE i.image_id = ?" + how)
                .param(imageId)
                .query((row, n) -> ImageRows.image(row))
                .optional()
                .orElse(null);
    }

    /** The image that holds the same picture for the same gallery, person and camera. */
    @Nullable
    public GalleryImage findSame(ImageLabels labels, Picture picture) {
        return jdbc.sql("SELECT " + ImageRows.COLUMNS + """
                         FROM gallery_image i WHERE i.gallery = :gallery AND i.camera_id = :camera AND i.sha256 = :sha256
                        AND i.person_id IS NOT DISTINCT FROM CAST(:person AS VARCHAR(64))""")
                .params(ImageRows.parameters(labels))
                .param("sha256", picture.sha256())
                .query((row, n) -> ImageRows.image(row))
                .optional()
                .orElse(null);
    }

    /**
     * Another image that holds the same picture for that gallery, person and camera.
     *
     * @param labels what the image shall have
     */
    @Nullable
    public GalleryImage findSame(UUID imageId, ImageLabels labels) {
        return jdbc.sql("SELECT " + ImageRows.COLUMNS + """
                         FROM gallery_image own JOIN gallery_image i ON i.sha256 = own.sha256 AND i.image_id <> own.image_id
                        WHERE own.image_id = :imageId AND i.gallery = :gallery AND i.camera_id = :camera
                        AND i.person_id IS NOT DISTINCT FROM CAST(:person AS VARCHAR(64))""")
                .param("imageId", imageId)
                .params(ImageRows.parameters(labels))
                .query((row, n) -> ImageRows.image(row))
                .optional()
                .orElse(null);
    }

    /**
     * Changes what is known about an image, but not its gallery and modality.
     *
     * @throws org.springframework.dao.DuplicateKeyException if the picture is enrolled already for that person and camera
     */
    public void relabel(UUID imageId, ImageLabels labels) {
        jdbc.sql("""
                        UPDATE gallery_image SET person_id = :person, camera_id = :camera, captured_at = :capturedAt,
                            attributes = :attributes WHERE image_id = :imageId""")
                .param("imageId", imageId)
                .params(ImageRows.parameters(labels))
                .update();
        changes.image(imageId);
    }

    @Nullable
    public Picture picture(UUID imageId) {
        return jdbc.sql("""
                        SELECT p.picture, i.content_type FROM gallery_picture p
                        JOIN gallery_image i ON i.image_id = p.image_id WHERE p.image_id = ?""")
                .param(imageId)
                .query((row, n) -> new Picture(row.getBytes("picture"), row.getString("content_type")))
                .optional()
                .orElse(null);
    }

    /** Images in the order of enrolment. */
    public List<GalleryImage> list(ImageFilter filter, long afterSequence, int limit) {
        ImageCondition condition = ImageCondition.of(filter);
        return jdbc.sql(pageSql(condition))
                .param("after", afterSequence)
                .param("limit", limit)
                .params(condition.parameters())
                .query((row, n) -> ImageRows.image(row))
                .list();
    }

    static String pageSql(ImageCondition condition) {
        return "SELECT " + ImageRows.COLUMNS + " FROM gallery_image i WHERE i.sequence > :after" + condition.sql()
                + condition.order() + " FETCH FIRST :limit ROWS ONLY";
    }

    /** Deletes an image with its bytes and embeddings. */
    public boolean delete(UUID imageId) {
        boolean isDeleted = jdbc.sql("DELETE FROM gallery_image WHERE image_id = ?")
                        .param(imageId)
                        .update()
                == 1;
        if (isDeleted) {
            changes.image(imageId);
        }
        return isDeleted;
    }

    /** How many images were enrolled after the one of that sequence number. */
    public long countAfter(long sequence) {
        return jdbc.sql("SELECT COUNT(*) FROM gallery_image WHERE sequence > ?")
                .param(sequence)
                .query(Long.class)
                .single();
    }

    /** Image counts by gallery, modality and camera. */
    public List<ImageCount> counts() {
        return jdbc.sql("""
                        SELECT gallery, modality, camera_id, COUNT(*) AS images, COUNT(DISTINCT person_id) AS people
                        FROM gallery_image GROUP BY gallery, modality, camera_id
                        ORDER BY gallery, modality, camera_id""").query((row, n) -> ImageCount.of(row)).list();
    }
}
