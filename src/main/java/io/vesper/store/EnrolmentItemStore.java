package io.vesper.store;

import io.vesper.index.GalleryName;
import io.vesper.index.ImageLabels;
import io.vesper.person.PersonId;
import io.vesper.store.EnrolmentItem.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pictures that jobs enrol, each with what became of it. Takes part in the caller's transaction. */
public final class EnrolmentItemStore {
    private static final int MAX_MESSAGE = 512;
    private static final String COLUMNS = """
            position, file, gallery, person_id, camera_id, modality, captured_at, attributes, outcome, message, image_id""";

    /** What is said about a picture that is enrolled is said by its image, where it can be corrected. */
    private static final String LISTED = """
            SELECT e.position, e.file, e.gallery, e.modality, e.outcome, e.message, e.image_id,
                COALESCE(i.person_id, e.person_id) AS person_id,
                COALESCE(i.camera_id, e.camera_id) AS camera_id,
                CASE WHEN i.image_id IS NULL THEN e.captured_at ELSE i.captured_at END AS captured_at,
                COALESCE(i.attributes, e.attributes) AS attributes
            FROM enrolment_item e LEFT JOIN gallery_image i ON i.image_id = e.image_id""";

    private final JdbcClient jdbc;

    public EnrolmentItemStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param position its place in the job, ≥ 1 */
    public void insert(String jobId, int position, NewItem item) {
        jdbc.sql("""
                        INSERT INTO enrolment_item (job_id, position, file, gallery, person_id, camera_id, modality,
                            captured_at, attributes, picture, outcome)
                        VALUES (:jobId, :position, :file, :gallery, :person, :camera, :modality,
                            :capturedAt, :attributes, :picture, 'WAITING')""")
                .param("jobId", jobId)
                .param("position", position)
                .param("file", item.file())
                .params(ImageRows.parameters(item.labels()))
                .param("picture", item.picture())
                .update();
    }

    /** Where the pictures lie whose turn has not come, in order, so many in each range. */
    public List<ItemRange> waitingRanges(String jobId, int size) {
        String waiting = "SELECT position AS item FROM enrolment_item WHERE job_id = ? AND outcome = 'WAITING'";
        return jdbc.sql(ItemRange.ranges(waiting))
                .params(size, jobId)
                .query(ItemRange::row)
                .list();
    }

    /** How many of some pictures wait for their turn. */
    public int countWaiting(String jobId, long first, long last) {
        return jdbc.sql("""
                        SELECT COUNT(*) FROM enrolment_item
                        WHERE job_id = ? AND outcome = 'WAITING' AND position BETWEEN ? AND ?""").params(jobId, first, last).query(Integer.class).single();
    }

    /**
     * The next of some pictures whose turn has not come, in order.
     *
     * @param first position of the first one, from 1
     * @param last position of the last one
     * @param limit at most so many, ≥ 1
     * @param maxBytes of all pictures together, if they are more than one
     */
    public List<Waiting> waiting(String jobId, long first, long last, int limit, long maxBytes) {
        List<Waiting> next = new ArrayList<>();
        long bytes = 0;
        for (Size size : sizes(jobId, first, last, limit)) {
            bytes += size.bytes();
            if (!next.isEmpty() && bytes > maxBytes) {
                break;
            }
            next.addAll(waiting(jobId, size.position()));
        }
        return next;
    }

    private record Size(int position, long bytes) {}

    private List<Size> sizes(String jobId, long first, long last, int limit) {
        return jdbc.sql("""
                        SELECT position, OCTET_LENGTH(picture) AS bytes FROM enrolment_item
                        WHERE job_id = ? AND outcome = 'WAITING' AND position BETWEEN ? AND ?
                        ORDER BY position FETCH FIRST ? ROWS ONLY""")
                .params(jobId, first, last, limit)
                .query((row, n) -> new Size(row.getInt("position"), row.getLong("bytes")))
                .list();
    }

    /** One picture; none if its turn has come meanwhile, or it was erased. */
    private List<Waiting> waiting(String jobId, int position) {
        return jdbc.sql("SELECT " + COLUMNS + """
                        , picture FROM enrolment_item WHERE job_id = ? AND position = ? AND outcome = 'WAITING'""")
                .params(jobId, position)
                .query((row, n) -> new Waiting(item(row), row.getBytes("picture")))
                .list();
    }

    /** The picture as it is now, if its turn has not come; then nobody else changes that before the end of this transaction. */
    public Optional<EnrolmentItem> lockWaiting(String jobId, int position) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM enrolment_item WHERE job_id = ? AND position = ? FOR UPDATE")
                .params(jobId, position)
                .query((row, n) -> item(row))
                .optional()
                .filter(item -> item.outcome() == Outcome.WAITING);
    }

    /** Makes one person's pictures another's, also those whose turn has not come. */
    public void give(GalleryName gallery, PersonId from, PersonId into) {
        jdbc.sql("UPDATE enrolment_item SET person_id = ? WHERE gallery = ? AND person_id = ?")
                .params(into.value(), gallery.value(), from.value())
                .update();
    }

    /** Keeps that the picture is in the gallery now, and forgets its bytes and its person here. */
    public void enrolled(String jobId, int position, Outcome outcome, UUID imageId) {
        jdbc.sql("""
                        UPDATE enrolment_item SET outcome = ?, image_id = ?, picture = NULL, person_id = NULL
                        WHERE job_id = ? AND position = ?""").params(outcome.name(), imageId, jobId, position).update();
    }

    /** Keeps why the picture is not enrolled, unless its turn came before, and forgets its bytes. */
    public void refused(String jobId, int position, String reason) {
        jdbc.sql("""
                        UPDATE enrolment_item SET outcome = 'REFUSED', message = ?, picture = NULL
                        WHERE job_id = ? AND position = ? AND outcome = 'WAITING'""")
                .params(reason.length() > MAX_MESSAGE ? reason.substring(0, MAX_MESSAGE) : reason, jobId, position)
                .update();
    }

    /** How many pictures of a job have each outcome; without those that were erased. */
    public Map<Outcome, Integer> counts(String jobId) {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, 0);
        }
        jdbc.sql("SELECT outcome, COUNT(*) AS items FROM enrolment_item WHERE job_id = ? GROUP BY outcome")
                .param(jobId)
                .query(row -> {
                    counts.put(Outcome.valueOf(row.getString("outcome")), row.getInt("items"));
                });
        return counts;
    }

    /**
     * Pictures of a job, in order.
     *
     * @param outcome only of this one; null for all
     * @param after only those after that position; 0 begins
     */
    public List<EnrolmentItem> list(String jobId, @Nullable Outcome outcome, long after, int limit) {
        return jdbc.sql(LISTED + " WHERE e.job_id = :jobId AND e.position > :after"
                        + (outcome == null ? "" : " AND e.outcome = :outcome")
                        + " ORDER BY e.position FETCH FIRST :limit ROWS ONLY")
                .param("jobId", jobId)
                .param("after", after)
                .param("outcome", outcome == null ? null : outcome.name())
                .param("limit", limit)
                .query((row, n) -> item(row))
                .list();
    }

    /** Forgets a person's pictures that are not enrolled; how many they were. Those that are go with their images. */
    public int erase(GalleryName gallery, PersonId person) {
        return jdbc.sql("DELETE FROM enrolment_item WHERE gallery = ? AND person_id = ?")
                .params(gallery.value(), person.value())
                .update();
    }

    /** Forgets a gallery's pictures, also those whose turn has not come; how many they were. */
    public int erase(GalleryName gallery) {
        return jdbc.sql("DELETE FROM enrolment_item WHERE gallery = ?")
                .param(gallery.value())
                .update();
    }

    /** Forgets a gallery's pictures that are not enrolled, of jobs that were submitted until then; how many they were. */
    public int erase(GalleryName gallery, Instant submittedUntil) {
        return jdbc.sql("""
                        DELETE FROM enrolment_item WHERE gallery = ? AND image_id IS NULL
                            AND job_id IN (SELECT id FROM job WHERE created_at <= ?)""")
                .params(gallery.value(), submittedUntil.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static EnrolmentItem item(ResultSet row) throws SQLException {
        return new EnrolmentItem(
                row.getInt("position"),
                row.getString("file"),
                ImageRows.labels(row),
                Outcome.valueOf(row.getString("outcome")),
                row.getString("message"),
                row.getObject("image_id", UUID.class));
    }

    /** A picture to enrol; the array is not copied. */
    public record NewItem(String file, ImageLabels labels, byte[] picture) {}

    /** A picture whose turn has not come; the array is not copied. */
    public record Waiting(EnrolmentItem item, byte[] picture) {}
}
