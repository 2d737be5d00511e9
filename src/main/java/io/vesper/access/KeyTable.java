package io.vesper.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code api_key}. Takes part in the caller's transaction. */
final class KeyTable {
    private final JdbcClient jdbc;

    KeyTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A key and the hash that its secret must have. */
    record Row(ApiKey key, String secretSha256) {}

    void insert(Row row) {
        ApiKey key = row.key();
        jdbc.sql("""
                        INSERT INTO api_key (key_id, name, secret_sha256, scopes, created_at, expires_at,
                            requests_per_minute, images_per_day)
                        VALUES (:keyId, :name, :hash, :scopes, :createdAt, :expiresAt, :requests, :images)""")
                .param("keyId", key.keyId())
                .param("name", key.name())
                .param("hash", row.secretSha256())
                .param("scopes", scopes(key.scopes()))
                .param("createdAt", time(key.createdAt()))
                .param("expiresAt", time(key.expiresAt()))
                .param("requests", key.limits().requestsPerMinute())
                .param("images", key.limits().imagesPerDay())
                .update();
    }

    @Nullable
    Row find(String keyId) {
        return jdbc.sql("SELECT * FROM api_key WHERE key_id = ?")
                .param(keyId)
                .query((row, n) -> row(row))
                .optional()
                .orElse(null);
    }

    /** Oldest first. */
    List<ApiKey> list() {
        return jdbc.sql("SELECT * FROM api_key ORDER BY created_at, key_id")
                .query((row, n) -> row(row).key())
                .list();
    }

    boolean isEmpty() {
        return jdbc.sql("SELECT key_id FROM api_key FETCH FIRST 1 ROWS ONLY")
                .query(String.class)
                .list()
                .isEmpty();
    }

    /** Revokes a key that is not revoked yet. */
    boolean revoke(String keyId, Instant now) {
        return jdbc.sql("UPDATE api_key SET revoked_at = ? WHERE key_id = ? AND revoked_at IS NULL")
                        .param(time(now))
                        .param(keyId)
                        .update()
                == 1;
    }

    /** Notes a use, unless one was noted since. */
    void use(String keyId, Instant now, Instant since) {
        jdbc.sql("""
                        UPDATE api_key SET last_used_at = ?
                        WHERE key_id = ? AND (last_used_at IS NULL OR last_used_at < ?)""").param(time(now)).param(keyId).param(time(since)).update();
    }

    private static Row row(ResultSet row) throws SQLException {
        ApiKey key = new ApiKey(
                row.getString("key_id"),
                row.getString("name"),
                scopes(row.getString("scopes")),
                new KeyLimits(
                        row.getObject("requests_per_minute", Integer.class),
                        row.getObject("images_per_day", Integer.class)),
                Objects.requireNonNull(instant(row, "created_at")),
                instant(row, "expires_at"),
                instant(row, "revoked_at"),
                instant(row, "last_used_at"));
        return new Row(key, row.getString("secret_sha256"));
    }

    private static String scopes(Set<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::label).collect(Collectors.joining(",", ",", ","));
    }

    private static Set<Scope> scopes(String labels) {
        return Arrays.stream(labels.split(","))
                .filter(label -> !label.isEmpty())
                .map(Scope::of)
                .collect(Collectors.toSet());
    }

    static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
