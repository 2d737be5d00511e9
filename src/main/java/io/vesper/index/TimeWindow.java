package io.vesper.index;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time, half open so that adjacent windows share no image.
 *
 * @param from first moment; null: since ever
 * @param to first moment after it; null: open
 */
public record TimeWindow(@Nullable Instant from, @Nullable Instant to) {
    /** Holds every image, also those without a time. */
    public static final TimeWindow ALWAYS = new TimeWindow(null, null);

    public TimeWindow {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "The time window's start (%s) must be before its end (%s). Maybe they were swapped."
                            .formatted(from, to));
        }
    }

    /** Whether an image captured then lies within; an image without a time lies only in {@link #ALWAYS}. */
    boolean contains(@Nullable Instant capturedAt) {
        if (capturedAt == null) {
            return from == null && to == null;
        }
        return (from == null || !capturedAt.isBefore(from)) && (to == null || capturedAt.isBefore(to));
    }
}
