package io.vesper.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries a listing shows; what is null does not filter.
 *
 * @param from entered then or later
 * @param to entered before
 */
public record AuditFilter(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable AuditAction action,
        @Nullable String keyId) {
    public static final AuditFilter ALL = new AuditFilter(null, null, null, null);

    public AuditFilter {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "The time window is empty: from (%s) must be before to (%s).".formatted(from, to));
        }
    }
}
