package io.vesper.store;

import io.vesper.embedding.Embedding;
import io.vesper.index.GalleryName;
import io.vesper.index.IndexEntry;
import io.vesper.index.SearchFilter;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The embeddings of all models in the database. Takes part in the caller's transaction. */
public final class EmbeddingStore {
    private final JdbcClient jdbc;

    public EmbeddingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps an image's embedding by a model instead of an earlier one; without effect if the image is gone. */
    public void save(String modelId, UUID imageId, Embedding embedding) {
        StoredVector vector = StoredVector.of(embedding);
        delete(modelId, imageId);
        jdbc.sql("""
                        INSERT INTO embedding (image_id, model_id, vector, checksum)
                        SELECT image_id, CAST(? AS VARCHAR(128)), CAST(? AS BYTEA), CAST(? AS BIGINT)
                        FROM gallery_image WHERE image_id = ?""")
                .params(modelId, vector.bytes(), vector.checksum(), imageId)
                .update();
    }

    public void delete(String modelId, UUID imageId) {
        jdbc.sql("DELETE FROM embedding WHERE image_id = ? AND model_id = ?")
                .params(imageId, modelId)
                .update();
    }

    public void deleteAll(String modelId) {
        jdbc.sql("DELETE FROM embedding WHERE model_id = ?").param(modelId).update();
    }

    /** Images that the model has not embedded yet, in the order of enrolment. */
    public List<Waiting> waiting(String modelId, long afterSequence, int limit) {
        return waiting(modelId, afterSequence, Long.MAX_VALUE, limit);
    }

    /** The same up to a sequence. */
    public List<Waiting> waiting(String modelId, long afterSequence, long through, int limit) {
        return jdbc.sql("""
                        SELECT i.image_id, i.sequence, i.modality, p.picture FROM gallery_image i
                        JOIN gallery_picture p ON p.image_id = i.image_id
                        WHERE i.sequence > ? AND i.sequence <= ? AND NOT EXISTS
                            (SELECT 1 FROM embedding e WHERE e.image_id = i.image_id AND e.model_id = ?)
                        ORDER BY i.sequence FETCH FIRST ? ROWS ONLY""")
                .params(afterSequence, through, modelId, limit)
                .query((row, n) -> waiting(row))
                .list();
    }

    /** Those of some images, at least one, that the model has not embedded yet. */
    public List<Waiting> waiting(String modelId, List<UUID> imageIds) {
        return jdbc.sql("""
                        SELECT i.image_id, i.sequence, i.modality, p.picture FROM gallery_image i
                        JOIN gallery_picture p ON p.image_id = i.image_id
                        WHERE i.image_id IN (:images) AND NOT EXISTS
                            (SELECT 1 FROM embedding e WHERE e.image_id = i.image_id AND e.model_id = :model)
                        ORDER BY i.sequence""")
                .param("images", imageIds)
                .param("model", modelId)
                .query((row, n) -> waiting(row))
                .list();
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(
                row.getObject("image_id", UUID.class),
                row.getLong("sequence"),
                row.getBytes("picture"),
                Modality.of(row.getString("modality")));
    }

    /** How many images the model has not embedded yet. */
    public long countWaiting(String modelId) {
        return jdbc.sql("""
                        SELECT COUNT(*) FROM gallery_image i WHERE NOT EXISTS
                            (SELECT 1 FROM embedding e WHERE e.image_id = i.image_id AND e.model_id = ?)""").param(modelId).query(Long.class).single();
    }

    /** How many images of some sequences the model has not embedded yet. */
    public int countWaiting(String modelId, long first, long last) {
        return jdbc.sql("""
                        SELECT COUNT(*) FROM gallery_image i WHERE i.sequence BETWEEN ? AND ? AND NOT EXISTS
                            (SELECT 1 FROM embedding e WHERE e.image_id = i.image_id AND e.model_id = ?)""").params(first, last, modelId).query(Integer.class).single();
    }

    /** Where the images lie that the model has not embedded yet, in the order of enrolment, so many in each range. */
    public List<ItemRange> waitingRanges(String modelId, int size) {
        return jdbc.sql(ItemRange.ranges("""
                        SELECT i.sequence AS item FROM gallery_image i WHERE NOT EXISTS
                            (SELECT 1 FROM embedding e WHERE e.image_id = i.image_id AND e.model_id = ?)"""))
                .params(size, modelId)
                .query(ItemRange::row)
                .list();
    }

    /** What the model has embedded, by sequence. @param gallery only of this one; null: of all */
    public List<ItemRange> ranges(String modelId, @Nullable GalleryName gallery, int size) {
        return jdbc.sql(ItemRange.ranges("""
                        SELECT i.sequence AS item FROM gallery_image i
                        WHERE i.gallery = COALESCE(CAST(? AS VARCHAR(64)), i.gallery) AND EXISTS
                            (SELECT 1 FROM embedding e WHERE e.image_id = i.image_id AND e.model_id = ?)"""))
                .param(1, size)
                .param(2, gallery == null ? null : gallery.value())
                .param(3, modelId)
                .query(ItemRange::row)
                .list();
    }

    /** What the model has embedded, in the order of enrolment. */
    public List<Kept> kept(String modelId, int dimension, long afterSequence, int limit) {
        return jdbc.sql("SELECT " + ImageRows.COLUMNS + """
                        , e.vector, e.checksum FROM gallery_image i
                        JOIN embedding e ON e.image_id = i.image_id AND e.model_id = ?
                        WHERE i.sequence > ? ORDER BY i.sequence FETCH FIRST ? ROWS ONLY""")
                .params(modelId, afterSequence, limit)
                .query((row, n) -> kept(row, dimension))
                .list();
    }

    /** What the model has embedded of one image; null if it has not, or the image is gone. */
    public @Nullable Kept kept(String modelId, int dimension, UUID imageId) {
        return jdbc.sql("SELECT " + ImageRows.COLUMNS + """
                        , e.vector, e.checksum FROM gallery_image i
                        JOIN embedding e ON e.image_id = i.image_id AND e.model_id = ? WHERE i.image_id = ?""")
                .params(modelId, imageId)
                .query((row, n) -> kept(row, dimension))
                .optional()
                .orElse(null);
    }

    /** What the model has embedded of some images, at least one; without those that it has not, or that are gone. */
    public Map<UUID, Kept> kept(String modelId, int dimension, Collection<UUID> imageIds) {
        return jdbc
                .sql("SELECT " + ImageRows.COLUMNS + """
                        , e.vector, e.checksum FROM gallery_image i
                        JOIN embedding e ON e.image_id = i.image_id AND e.model_id = :model
                        WHERE i.image_id IN (:images)""")
                .param("model", modelId)
                .param("images", imageIds)
                .query((row, n) -> kept(row, dimension))
                .list()
                .stream()
                .collect(Collectors.toMap(kept -> kept.entry().imageId(), kept -> kept));
    }

    /** What the model has embedded of a gallery, in the order of enrolment, from after one sequence number up to another. */
    public List<Kept> kept(String modelId, int dimension, GalleryName gallery, long after, long through, int limit) {
        return jdbc.sql("SELECT " + ImageRows.COLUMNS + """
                        , e.vector, e.checksum FROM gallery_image i
                        JOIN embedding e ON e.image_id = i.image_id AND e.model_id = ?
                        WHERE i.gallery = ? AND i.sequence > ? AND i.sequence <= ?
                        ORDER BY i.gallery, i.sequence FETCH FIRST ? ROWS ONLY""")
                .params(modelId, gallery.value(), after, through, limit)
                .query((row, n) -> kept(row, dimension))
                .list();
    }

    /**
     * What the model has embedded of some people, as far as it passes a filter.
     *
     * @param people at least one
     * @param limit of a person with more images that pass, the youngest
     */
    public List<Kept> keptOf(
            String modelId, int dimension, SearchFilter filter, Collection<PersonId> people, int limit) {
        ImageCondition condition = ImageCondition.of(filter);
        return jdbc.sql("SELECT " + ImageRows.COLUMNS + """
                        , e.vector, e.checksum FROM
                            (SELECT i.image_id, ROW_NUMBER() OVER (PARTITION BY i.person_id ORDER BY i.sequence DESC) AS place
                                FROM gallery_image i WHERE i.person_id IN (:people)""" + condition.sql() + """
                            ) youngest
                        JOIN gallery_image i ON i.image_id = youngest.image_id
                        JOIN embedding e ON e.image_id = i.image_id AND e.model_id = :model
                        WHERE youngest.place <= :limit""")
                .params(condition.parameters())
                .param("model", modelId)
                .param("people", people.stream().map(PersonId::value).toList())
                .param("limit", limit)
                .query((row, n) -> kept(row, dimension))
                .list();
    }

    /** What is known of a gallery's images that the model has embedded, in the order of enrolment. */
    public List<IndexEntry> entries(String modelId, GalleryName gallery, long after, int limit) {
        EntryRows rows = new EntryRows();
        return jdbc.sql("SELECT " + EntryRows.COLUMNS + """
                         FROM gallery_image i WHERE i.gallery = ? AND i.sequence > ?
                            AND EXISTS (SELECT 1 FROM embedding e WHERE e.image_id = i.image_id AND e.model_id = ?)
                        ORDER BY i.gallery, i.sequence FETCH FIRST ? ROWS ONLY""")
                .params(gallery.value(), after, modelId, limit)
                .query(rows::read);
    }

    /** Which of some images, at least one, the model has not embedded. */
    public List<UUID> missing(String modelId, Collection<UUID> imageIds) {
        return jdbc.sql("""
                        SELECT i.image_id FROM gallery_image i WHERE i.image_id IN (:images) AND NOT EXISTS
                            (SELECT 1 FROM embedding e WHERE e.image_id = i.image_id AND e.model_id = :model)
                        ORDER BY i.sequence""")
                .param("images", imageIds)
                .param("model", modelId)
                .query(UUID.class)
                .list();
    }

    private static Kept kept(ResultSet row, int dimension) throws SQLException {
        return new Kept(
                ImageRows.image(row).indexEntry(),
                new StoredVector(row.getBytes("vector"), row.getLong("checksum")).read(dimension));
    }

    /** Reads all that the model has embedded.
     *
     * @param dimension D of the model
     */
    public EmbeddingScan scan(String modelId, int dimension) {
        return new EmbeddingScan(jdbc, modelId, dimension);
    }

    /** How many images the model has embedded. */
    public long count(String modelId) {
        return jdbc.sql("SELECT COUNT(*) FROM embedding WHERE model_id = ?")
                .param(modelId)
                .query(Long.class)
                .single();
    }

    /** An image that waits for a model; the array is not copied. */
    public record Waiting(UUID imageId, long sequence, byte[] picture, Modality modality) {}

    /** @param embedding null if the stored bytes are damaged or of another dimension */
    public record Kept(IndexEntry entry, @Nullable Embedding embedding) {}
}
