package io.vesper.serving;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much may wait for the network before callers are told to come back.
 *
 * @param maxWaiting pictures, ≥ 1; jobs' pictures wait beyond that
 * @param maxWait how long a request waits to be begun, above 0
 */
@ConfigurationProperties("vesper.embedding")
public record EmbeddingLimits(
        @DefaultValue("128") int maxWaiting,
        @DefaultValue("20s") Duration maxWait) {
    public static final EmbeddingLimits DEFAULT = new EmbeddingLimits(128, Duration.ofSeconds(20));

    public EmbeddingLimits {
        if (maxWaiting < 1 || maxWait.isNegative() || maxWait.isZero()) {
            throw new IllegalArgumentException(
                    "vesper.embedding.max-waiting (%d) must be at least 1, and max-wait (%s) above 0."
                            .formatted(maxWaiting, maxWait));
        }
    }
}
