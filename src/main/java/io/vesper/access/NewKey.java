package io.vesper.access;

import io.vesper.person.Printable;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key to be made.
 *
 * @param name what it is for, 1 to 64 letters, digits, blanks, dots, underscores and hyphens; need not be unique
 * @param scopes at least one
 * @param lifetime from a second to 100 years; null: until it is revoked
 */
public record NewKey(
        String name, Set<Scope> scopes, @Nullable Duration lifetime, KeyLimits limits) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,63}");
    private static final Duration MAX_LIFETIME = Duration.ofDays(36_525);

    public NewKey {
        scopes = Set.copyOf(scopes);
        checkedName(name);
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("The scopes are empty, but a key needs at least one.");
        }
        if (lifetime != null && (lifetime.getSeconds() < 1 || lifetime.compareTo(MAX_LIFETIME) > 0)) {
            throw new IllegalArgumentException(
                    "The lifetime (%s) must be 1 second to 100 years. Maybe P90D was meant.".formatted(lifetime));
        }
    }

    /** @throws IllegalArgumentException if it breaks the rule */
    public static String checkedName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "The name (%s) must have 1 to 64 letters, digits, blanks, '.', '_' or '-', the first a letter or digit."
                            .formatted(Printable.of(name)));
        }
        return name;
    }

    /** @throws IllegalArgumentException if it is no ISO-8601 duration, or none that a key may have */
    public static Duration lifetime(String text) {
        try {
            Duration lifetime = Duration.parse(text);
            if (lifetime.getSeconds() >= 1 && lifetime.compareTo(MAX_LIFETIME) <= 0) {
                return lifetime;
            }
        } catch (DateTimeException e) {
            // Refused below, like one that is too long.
        }
        throw new IllegalArgumentException(
                "The lifetime (%s) must be an ISO-8601 duration of 1 second to 100 years (36525 days). Maybe like P90D."
                        .formatted(Printable.of(text)));
    }
}
