package io.vesper.job;

import io.vesper.access.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of jobs as their submitters see it. */
final class JobStore {
    private static final String SELECT = "select seq, id, type, status, progress_done, progress_total, progress_unit,"
            + " eta_seconds, metrics, parameters, error, created_at, started_at, ended_at, result from job";

    private final JdbcClient jdbc;
    private final JobRows rows;
    private final ApplicationEventPublisher events;

    JobStore(JdbcClient jdbc, JobRows rows, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.events = events;
    }

    /** Adds a queued job and returns its id; the caller announces it once that is committed. */
    String insert(String type, Map<String, ?> parameters) {
        String id = UUID.randomUUID().toString();
        jdbc.sql("insert into job (id, type, status, parameters, metrics, claims, created_at, submitter)"
                        + " values (:id, :type, 'QUEUED', :parameters, '{}', 0, current_timestamp, :submitter)")
                .param("id", id)
                .param("type", type)
                .param("submitter", Caller.current().keyId())
                .param("parameters", rows.write(parameters))
                .update();
        return id;
    }

    JobSnapshot get(String id) {
        return jdbc.sql(SELECT + " where id = :id")
                .param("id", id)
                .query(rows)
                .optional()
                .orElseThrow(() -> new NoSuchJobException(id));
    }

    @Nullable
    String submitter(String id) {
        return jdbc.sql("select submitter from job where id = :id")
                .param("id", id)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    int countQueued(String type) {
        return jdbc.sql("select count(*) from job where status = 'QUEUED' and type = :type")
                .param("type", type)
                .query(Integer.class)
                .single();
    }

    /** How many jobs wait, by type; types of which none waits are left out. */
    Map<String, Integer> countQueued() {
        Map<String, Integer> counts = new HashMap<>();
        jdbc.sql("select type, count(*) as jobs from job where status = 'QUEUED' group by type")
                .query(row -> {
                    counts.put(row.getString("type"), row.getInt("jobs"));
                });
        return counts;
    }

    /** @param after only jobs older than that one; {@link Long#MAX_VALUE} begins */
    JobPage list(@Nullable String type, @Nullable JobStatus status, long after, int limit) {
        StringBuilder sql = new StringBuilder(SELECT).append(" where seq < :after");
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("after", after);
        values.put("more", limit + 1);
        if (type != null) {
            sql.append(" and type = :type");
            values.put("type", type);
        }
        if (status != null) {
            sql.append(" and status = :status");
            values.put("status", status.name());
        }
        sql.append(" order by seq desc fetch first :more rows only");
        return page(jdbc.sql(sql.toString()).params(values).query(this::listed).list(), limit);
    }

    private record Listed(long seq, JobSnapshot job) {}

    private Listed listed(ResultSet row, int rowNumber) throws SQLException {
        return new Listed(row.getLong("seq"), rows.mapRow(row, rowNumber));
    }

    /** @param found up to one more than a page, which tells that there is a next one */
    private static JobPage page(List<Listed> found, int limit) {
        Long next = found.size() > limit ? found.get(limit - 1).seq() : null;
        return new JobPage(found.stream().limit(limit).map(Listed::job).toList(), next);
    }

    /** Stops a queued job, and asks a running one to stop; false if it is neither. */
    boolean stop(String id) {
        String sql = "update job set status = case status when 'QUEUED' then 'STOPPED' else 'STOPPING' end,"
                + " ended_at = case status when 'QUEUED' then current_timestamp end"
                + " where id = :id and status in ('QUEUED', 'RUNNING')";
        return jdbc.sql(sql).param("id", id).update() == 1;
    }

    /** Queues a stopped or failed job again, to be divided anew; false if it is neither. */
    boolean restart(String id) {
        String sql = "update job set status = 'QUEUED', error = null, ended_at = null"
                + " where id = :id and status in ('STOPPED', 'FAILED')";
        boolean isQueued = jdbc.sql(sql).param("id", id).update() == 1;
        if (isQueued) {
            jdbc.sql("delete from job_partition where job_id = :id")
                    .param("id", id)
                    .update();
        }
        return isQueued;
    }

    /** Deletes a job that has ended, with all that hangs on it; false if it has not, or is not there. */
    boolean delete(String id) {
        String sql = "delete from job where id = :id and status in ('STOPPED', 'COMPLETED', 'FAILED')";
        return jdbc.sql(sql).param("id", id).update() == 1;
    }

    /** One entry for each epoch, in order; the epoch's number is part of the entry. */
    List<Map<String, Object>> history(String id, int afterEpoch) {
        return jdbc.sql("select epoch, metrics from job_metrics where job_id = :id and epoch > :after order by epoch")
                .param("id", id)
                .param("after", afterEpoch)
                .query((row, rowNumber) -> {
                    Map<String, Object> entry = new LinkedHashMap<>();
                    entry.put("epoch", row.getInt("epoch"));
                    entry.putAll(rows.read(row.getString("metrics")));
                    return entry;
                })
                .list();
    }

    /** To be called in the transaction of the change. */
    void publish(String id, JobOrder.Kind kind) {
        events.publishEvent(new JobOrder(id, kind));
    }

    void announce(String id) {
        events.publishEvent(new JobChanged(get(id)));
    }

    boolean announceIf(boolean changed, String id) {
        if (changed) {
            announce(id);
        }
        return changed;
    }
}
