package io.vesper.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far indexes in a search engine are fed, and by whom. All times are the database's. */
public final class IndexFeedStore {
    private static final int MAX_REASON = 512;
    private static final String LEASE =
            " lease_until = CURRENT_TIMESTAMP + CAST(:lease AS INTEGER) * INTERVAL '0.001' SECOND";

    private final JdbcClient jdbc;

    public IndexFeedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How far a model's indexes are.
     *
     * @param position every change up to there is in them; -1: they were never built
     * @param sequence every image up to there is found
     * @param fedAt when they last had everything, and all galleries their indexes
     */
    public record Feed(long position, long sequence, Instant fedAt) {
        public boolean isBuilt() {
            return position >= 0;
        }
    }

    /** Null if nobody has fed the model yet. */
    public @Nullable Feed find(String modelId) {
        return jdbc.sql("SELECT position, sequence, fed_at FROM index_feed WHERE model_id = ?")
                .param(modelId)
                .query((row, n) -> feed(row))
                .optional()
                .orElse(null);
    }

    private static Feed feed(ResultSet row) throws SQLException {
        return new Feed(
                row.getLong("position"),
                row.getLong("sequence"),
                row.getObject("fed_at", OffsetDateTime.class).toInstant());
    }

    /**
     * Makes the owner the one who feeds, or lets it stay that; false while it is another. Within a transaction nobody else becomes it
     * before that ends.
     */
    public boolean lease(String modelId, UUID owner, Duration lease) {
        jdbc.sql("""
                        INSERT INTO index_feed (model_id, position, sequence, fed_at, leased_at)
                        SELECT CAST(:model AS VARCHAR(128)), -1, 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP
                        WHERE NOT EXISTS (SELECT 1 FROM index_feed WHERE model_id = :model)
                        """).param("model", modelId).update();
        return jdbc.sql(
                                "UPDATE index_feed SET owner = :owner, leased_at = CURRENT_TIMESTAMP," + LEASE
                                        + " WHERE model_id = :model AND (owner IS NULL OR owner = :owner OR lease_until < CURRENT_TIMESTAMP)")
                        .param("model", modelId)
                        .param("owner", owner)
                        .param("lease", lease.toMillis())
                        .update()
                == 1;
    }

    /** Lets another be the owner at once. */
    public void release(String modelId, UUID owner) {
        jdbc.sql("UPDATE index_feed SET owner = NULL, lease_until = NULL WHERE model_id = ? AND owner = ?")
                .params(modelId, owner)
                .update();
    }

    /**
     * Keeps how far the owner has fed.
     *
     * @param sequence null: as before
     * @param isWhole whether the indexes have everything now
     * @return false if it is not the owner any more: then nothing is kept
     */
    public boolean advance(String modelId, UUID owner, long position, @Nullable Long sequence, boolean isWhole) {
        return jdbc.sql("""
                        UPDATE index_feed SET position = :position, sequence = COALESCE(CAST(:sequence AS BIGINT), sequence),
                            fed_at = CASE WHEN :whole THEN CURRENT_TIMESTAMP ELSE fed_at END
                        WHERE model_id = :model AND owner = :owner""")
                        .param("position", position)
                        .param("sequence", sequence)
                        .param("whole", isWhole)
                        .param("model", modelId)
                        .param("owner", owner)
                        .update()
                == 1;
    }

    /** How long ago a model's indexes last had everything, in milliseconds; 0 if nobody has fed them yet. */
    public long ageMillis(String modelId) {
        return jdbc.sql("SELECT CURRENT_TIMESTAMP AS moment, fed_at FROM index_feed WHERE model_id = ?")
                .param(modelId)
                .query((row, n) -> Duration.between(
                                row.getObject("fed_at", OffsetDateTime.class),
                                row.getObject("moment", OffsetDateTime.class))
                        .toMillis())
                .optional()
                .orElse(0L);
    }

    /** Models whose indexes nobody has fed, or tried to, for that long. */
    public List<String> unfed(Duration age) {
        return jdbc.sql("SELECT model_id FROM index_feed WHERE leased_at <"
                        + " CURRENT_TIMESTAMP - CAST(? AS INTEGER) * INTERVAL '0.001' SECOND")
                .param(age.toMillis())
                .query(String.class)
                .list();
    }

    /** Forgets a model's feed; its parts are forgotten one by one. */
    public void delete(String modelId) {
        jdbc.sql("DELETE FROM index_refusal WHERE model_id = ?").param(modelId).update();
        jdbc.sql("DELETE FROM index_feed WHERE model_id = ?").param(modelId).update();
    }

    /** Images that the search engine refuses, at most so many. */
    public List<UUID> refused(String modelId, int limit) {
        return jdbc.sql(
                        "SELECT image_id FROM index_refusal WHERE model_id = ? ORDER BY refused_at FETCH FIRST ? ROWS ONLY")
                .params(modelId, limit)
                .query(UUID.class)
                .list();
    }

    public long countRefused(String modelId) {
        return jdbc.sql("SELECT COUNT(*) FROM index_refusal WHERE model_id = ?")
                .param(modelId)
                .query(Long.class)
                .single();
    }

    public void refuse(String modelId, UUID imageId, String reason) {
        accept(modelId, imageId);
        jdbc.sql(
                        "INSERT INTO index_refusal (model_id, image_id, reason, refused_at) VALUES (?, ?, ?, CURRENT_TIMESTAMP)")
                .params(modelId, imageId, reason.substring(0, Math.min(reason.length(), MAX_REASON)))
                .update();
    }

    /** The image is not refused any more. */
    public void accept(String modelId, UUID imageId) {
        jdbc.sql("DELETE FROM index_refusal WHERE model_id = ? AND image_id = ?")
                .params(modelId, imageId)
                .update();
    }
}
