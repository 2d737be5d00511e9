package io.vesper.replica;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a process follows what others change on the same database.
 *
 * @param follow false: this process is the only one that serves from its database, and follows nobody
 * @param followInterval how often it asks for changes; it hears of most at once, and asks in case it did not
 * @param followMaxLag a process that has been behind for longer reports itself not ready
 * @param changesKept how long the log of changes is kept; who was away for longer compares the whole index
 */
@ConfigurationProperties("vesper.gallery")
record FollowSettings(
        @DefaultValue("true") boolean follow,
        @DefaultValue("1s") Duration followInterval,
        @DefaultValue("30s") Duration followMaxLag,
        @DefaultValue("24h") Duration changesKept) {
    FollowSettings {
        if (followInterval.toMillis() < 1
                || followMaxLag.compareTo(followInterval) <= 0
                || changesKept.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException(
                    "vesper.gallery.follow-interval (%s) must be at least 1ms, follow-max-lag (%s) longer than that, and changes-kept (%s) at least a minute."
                            .formatted(followInterval, followMaxLag, changesKept));
        }
    }
}
