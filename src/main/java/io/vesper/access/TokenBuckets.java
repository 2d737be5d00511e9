package io.vesper.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits how often something may happen in a minute, by name. Each name has a bucket that holds one minute's tokens and is filled
 * evenly; each event takes a token. The names used least lately are forgotten, as if their buckets were full, so that strangers cannot
 * fill the memory. In this process only.
 */
public final class TokenBuckets {
    private static final int MAX_NAMES = 10_000;
    private static final double NANOS_PER_MINUTE = 60e9;

    private final Clock clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAX_NAMES;
        }
    };

    public TokenBuckets(Clock clock) {
        this.clock = clock;
    }

    /** @param tokens left at that time */
    private record Bucket(double tokens, Instant at) {}

    /**
     * Takes a token.
     *
     * @param perMinute the bucket's size, ≥ 1
     * @return zero if there was one, else how long until there is one
     */
    public synchronized Duration take(String name, int perMinute) {
        double tokens = tokens(name, perMinute);
        if (tokens >= 1) {
            buckets.put(name, new Bucket(tokens - 1, clock.instant()));
        }
        return untilOne(tokens, perMinute);
    }

    /** What {@link #take} would return, without taking. */
    public synchronized Duration untilNext(String name, int perMinute) {
        return untilOne(tokens(name, perMinute), perMinute);
    }

    private double tokens(String name, int perMinute) {
        Bucket bucket = buckets.get(name);
        if (bucket == null) {
            return perMinute;
        }
        // A clock that is set back fills nothing, and takes nothing away.
        double nanos =
                Math.max(0, Duration.between(bucket.at(), clock.instant()).toNanos());
        return Math.min(perMinute, bucket.tokens() + nanos * perMinute / NANOS_PER_MINUTE);
    }

    private static Duration untilOne(double tokens, int perMinute) {
        return tokens >= 1
                ? Duration.ZERO
                : Duration.ofNanos((long) Math.ceil((1 - tokens) * NANOS_PER_MINUTE / perMinute));
    }
}
