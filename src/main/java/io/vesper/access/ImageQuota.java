package io.vesper.access;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts the pictures that keys with a quota send on a UTC day, in the table {@code api_key_usage}: a restart resets nothing, and
 * processes on one database share the count. Pictures count when they are sent, whatever becomes of them.
 */
public final class ImageQuota {
    private final JdbcClient jdbc;
    private final Clock clock;

    ImageQuota(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Counts pictures of the request on this thread: all of them, or none if the quota is too small. Must run outside a transaction.
     *
     * @throws TooManyRequestsException if the quota is too small
     */
    public void take(int images) {
        ApiKey key = CallerAuthentication.currentKey();
        if (key != null && images > 0) {
            take(key, images);
        }
    }

    void take(ApiKey key, int images) {
        Integer limit = key.limits().imagesPerDay();
        if (limit != null && !isTaken(key.keyId(), images, limit)) {
            throw new TooManyRequestsException(
                    "The key may send %d images a day (UTC), and these (%d) would be more. Maybe try again tomorrow."
                            .formatted(limit, images),
                    untilTomorrow());
        }
    }

    private boolean isTaken(String keyId, int images, int limit) {
        LocalDate day = LocalDate.now(clock);
        if (isAdded(keyId, day, images, limit)) {
            return true;
        }
        if (images > limit || count(keyId, day) != null) {
            return false;
        }
        try {
            jdbc.sql("INSERT INTO api_key_usage (key_id, usage_day, images) VALUES (?, ?, ?)")
                    .params(keyId, day, images)
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            // Another request was the day's first.
            return isAdded(keyId, day, images, limit);
        }
    }

    private boolean isAdded(String keyId, LocalDate day, int images, int limit) {
        return jdbc.sql("""
                        UPDATE api_key_usage SET images = images + ?
                        WHERE key_id = ? AND usage_day = ? AND images <= ?""").params(images, keyId, day, (long) limit - images).update() == 1;
    }

    private @Nullable Long count(String keyId, LocalDate day) {
        return jdbc.sql("SELECT images FROM api_key_usage WHERE key_id = ? AND usage_day = ?")
                .params(keyId, day)
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    private Duration untilTomorrow() {
        return Duration.between(
                clock.instant(),
                LocalDate.now(clock).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** Forgets the counts of days that are over. */
    void forgetPast() {
        jdbc.sql("DELETE FROM api_key_usage WHERE usage_day < ?")
                .param(LocalDate.now(clock))
                .update();
    }
}
