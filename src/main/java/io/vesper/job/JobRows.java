package io.vesper.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows of the table {@code job} to and from Java. */
final class JobRows implements RowMapper<JobSnapshot> {
    private static final TypeReference<Map<String, Object>> JSON_OBJECT = new TypeReference<>() {};

    private final JsonMapper json;

    JobRows(JsonMapper json) {
        this.json = json;
    }

    @Override
    public JobSnapshot mapRow(ResultSet row, int rowNumber) throws SQLException {
        return new JobSnapshot(
                row.getString("id"),
                row.getString("type"),
                JobStatus.valueOf(row.getString("status")),
                progress(row),
                read(row.getString("metrics")),
                read(row.getString("parameters")),
                row.getString("error"),
                Objects.requireNonNull(instant(row, "created_at")),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                result(row));
    }

    Map<String, Object> read(String text) {
        return json.readValue(text, JSON_OBJECT);
    }

    String write(Map<String, ?> object) {
        return json.writeValueAsString(object);
    }

    private @Nullable Map<String, Object> result(ResultSet row) throws SQLException {
        String text = row.getString("result");
        return text == null ? null : read(text);
    }

    private static @Nullable JobProgress progress(ResultSet row) throws SQLException {
        String unit = row.getString("progress_unit");
        if (unit == null) {
            return null;
        }
        long eta = row.getLong("eta_seconds");
        Long etaSeconds = row.wasNull() ? null : eta;
        return new JobProgress(row.getInt("progress_done"), row.getInt("progress_total"), unit, etaSeconds);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
