package io.vesper.access;

import org.jspecify.annotations.Nullable;

/**
 * How much a key may be used; null does not limit.
 *
 * @param requestsPerMinute requests in a minute, 1 to 1,000,000; a pause saves up at most one minute's worth
 * @param imagesPerDay pictures sent on a UTC day, to enrol or to search with, 1 to 1,000,000,000
 */
public record KeyLimits(
        @Nullable Integer requestsPerMinute, @Nullable Integer imagesPerDay) {
    public static final int MAX_REQUESTS = 1_000_000;
    public static final int MAX_IMAGES = 1_000_000_000;

    public static final KeyLimits NONE = new KeyLimits(null, null);

    public KeyLimits {
        check("requestsPerMinute", requestsPerMinute, MAX_REQUESTS);
        check("imagesPerDay", imagesPerDay, MAX_IMAGES);
    }

    private static void check(String what, @Nullable Integer limit, int max) {
        if (limit != null && (limit < 1 || limit > max)) {
            throw new IllegalArgumentException(
                    "The %s (%d) must be 1 to %d. Maybe leave it out for no limit.".formatted(what, limit, max));
        }
    }
}
