package io.vesper.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who did what, in the table {@code audit_entry}. Takes part in the caller's transaction: what is entered there is entered exactly if
 * the change is committed. An entry that cannot be written fails the work it is about.
 */
public final class AuditLog {
    private final JdbcClient jdbc;

    public AuditLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Enters what the present {@linkplain Caller#current caller} does. */
    public void record(AuditEvent event) {
        Caller caller = Caller.current();
        jdbc.sql("""
                        INSERT INTO audit_entry (entered_at, key_id, caller, action, gallery, subject, images, results, query_id)
                        VALUES (:at, :keyId, :caller, :action, :gallery, :subject, :images, :results, :queryId)""")
                .param("at", KeyTable.time(Instant.now().truncatedTo(ChronoUnit.MICROS)))
                .param("keyId", caller.keyId())
                .param("caller", caller.name())
                .param("action", event.action().name())
                .param("gallery", event.gallery())
                .param("subject", event.subject())
                .param("images", event.images())
                .param("results", event.results())
                .param("queryId", event.queryId())
                .update();
    }

    /**
     * Entries, newest first.
     *
     * @param before only entries before that one; {@link Long#MAX_VALUE} begins
     * @param limit at most so many, ≥ 1
     */
    public List<AuditEntry> list(AuditFilter filter, long before, int limit) {
        StringBuilder sql = new StringBuilder("SELECT * FROM audit_entry WHERE entry_id < :before");
        append(sql, " AND entered_at >= :from", filter.from());
        append(sql, " AND entered_at < :to", filter.to());
        append(sql, " AND action = :action", filter.action());
        append(sql, " AND key_id = :keyId", filter.keyId());
        AuditAction action = filter.action();
        return jdbc.sql(sql.append(" ORDER BY entry_id DESC FETCH FIRST :limit ROWS ONLY")
                        .toString())
                .param("before", before)
                .param("from", KeyTable.time(filter.from()))
                .param("to", KeyTable.time(filter.to()))
                .param("action", action == null ? null : action.name())
                .param("keyId", filter.keyId())
                .param("limit", limit)
                .query((row, n) -> entry(row))
                .list();
    }

    private static void append(StringBuilder sql, String clause, @Nullable Object value) {
        if (value != null) {
            sql.append(clause);
        }
    }

    /** Forgets entries of before a time; how many there were. */
    int forget(Instant before) {
        return jdbc.sql("DELETE FROM audit_entry WHERE entered_at < ?")
                .param(KeyTable.time(before))
                .update();
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        AuditEvent event = new AuditEvent(
                AuditAction.of(row.getString("action")),
                row.getString("gallery"),
                row.getString("subject"),
                row.getObject("images", Integer.class),
                row.getObject("results", Integer.class),
                row.getObject("query_id", UUID.class));
        return new AuditEntry(
                row.getLong("entry_id"),
                Objects.requireNonNull(row.getObject("entered_at", OffsetDateTime.class))
                        .toInstant(),
                new Caller(row.getString("key_id"), row.getString("caller")),
                event);
    }
}
