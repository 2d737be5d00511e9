package io.vesper.store;

import io.vesper.index.GalleryName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which indexes there are in a search engine, each of one gallery and one model. */
public final class IndexPartStore {
    private static final String SELECT =
            "SELECT index_name, model_id, gallery, position, state, job_id, filled_through FROM index_part WHERE ";

    private final JdbcClient jdbc;

    public IndexPartStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What an index is good for. */
    public enum State {
        /** Images are being read into it. */
        FILLING,
        /** What was changed after its position is still to be read from the log. */
        FILLED,
        /** Searched, and fed. */
        SERVING
    }

    /**
     * An index of one gallery.
     *
     * @param position every change up to there was in it when it was filled
     * @param jobId the job that fills it; null: whoever feeds
     * @param filledThrough every image up to that sequence number is in it, and maybe more; 0 if a job fills it
     */
    public record Part(
            String indexName,
            String modelId,
            GalleryName gallery,
            long position,
            State state,
            @Nullable String jobId,
            long filledThrough) {
        public boolean isOfJob() {
            return jobId != null;
        }
    }

    /** @return false if the job has been divided: what comes to it then would be filled only in part */
    public boolean insert(Part part) {
        return jdbc.sql("""
                        INSERT INTO index_part (index_name, model_id, gallery, position, state, job_id, created_at)
                        SELECT CAST(:index AS VARCHAR(255)), CAST(:model AS VARCHAR(128)), CAST(:gallery AS VARCHAR(64)),
                            CAST(:position AS BIGINT), CAST(:state AS VARCHAR(8)), CAST(:job AS VARCHAR(36)), CURRENT_TIMESTAMP
                        WHERE NOT EXISTS (SELECT 1 FROM job_partition WHERE job_id = :job)""")
                        .param("index", part.indexName())
                        .param("model", part.modelId())
                        .param("gallery", part.gallery().value())
                        .param("position", part.position())
                        .param("state", part.state().name())
                        .param("job", part.jobId())
                        .update()
                == 1;
    }

    /** @return false if there is no such index any more, or it has gone on already */
    public boolean advance(String indexName, State from, State to) {
        return jdbc.sql("UPDATE index_part SET state = ? WHERE index_name = ? AND state = ?")
                        .params(to.name(), indexName, from.name())
                        .update()
                == 1;
    }

    /** Keeps how far an index is filled. */
    public void filled(String indexName, long through) {
        jdbc.sql("UPDATE index_part SET filled_through = ? WHERE index_name = ?")
                .params(through, indexName)
                .update();
    }

    /** Those that a job fills, or has filled. */
    public List<Part> ofJob(String jobId) {
        return jdbc.sql(SELECT + "job_id = ? ORDER BY index_name")
                .param(jobId)
                .query((row, n) -> part(row))
                .list();
    }

    /** Those that a job was filling which has ended, or was stopped, before that was done. */
    public List<Part> abandoned(String modelId) {
        return jdbc.sql(SELECT + """
                        model_id = ? AND state = 'FILLING' AND job_id IS NOT NULL AND NOT EXISTS
                            (SELECT 1 FROM job WHERE job.id = index_part.job_id
                                AND job.status IN ('QUEUED', 'RUNNING', 'STOPPING'))""")
                .param(modelId)
                .query((row, n) -> part(row))
                .list();
    }

    public void delete(String indexName) {
        jdbc.sql("DELETE FROM index_part WHERE index_name = ?").param(indexName).update();
    }

    public void deleteAll(String modelId) {
        jdbc.sql("DELETE FROM index_part WHERE model_id = ?").param(modelId).update();
    }

    /** All of a model, the oldest first. */
    public List<Part> of(String modelId) {
        return jdbc.sql(SELECT + "model_id = ? ORDER BY created_at, index_name")
                .param(modelId)
                .query((row, n) -> part(row))
                .list();
    }

    /** The one that is searched; null: none. */
    public @Nullable Part serving(String modelId, GalleryName gallery) {
        return jdbc.sql(SELECT + "model_id = ? AND gallery = ? AND state = 'SERVING'")
                .params(modelId, gallery.value())
                .query((row, n) -> part(row))
                .optional()
                .orElse(null);
    }

    /** Null if there is no such index. */
    public @Nullable Part find(String indexName) {
        return jdbc.sql(SELECT + "index_name = ?")
                .param(indexName)
                .query((row, n) -> part(row))
                .optional()
                .orElse(null);
    }

    private static Part part(ResultSet row) throws SQLException {
        return new Part(
                row.getString("index_name"),
                row.getString("model_id"),
                new GalleryName(row.getString("gallery")),
                row.getLong("position"),
                State.valueOf(row.getString("state")),
                row.getString("job_id"),
                row.getLong("filled_through"));
    }
}
