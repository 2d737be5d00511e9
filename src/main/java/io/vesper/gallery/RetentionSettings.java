package io.vesper.gallery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How promptly images are erased whose gallery's time to live is over.
 *
 * @param interval between two looks for such images, at least a second
 */
@ConfigurationProperties("vesper.retention")
record RetentionSettings(@DefaultValue("1m") Duration interval) {
    RetentionSettings {
        if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "The vesper.retention.interval (%s) must be at least a second.".formatted(interval));
        }
    }
}
