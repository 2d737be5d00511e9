package io.vesper.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's values and collects what is wrong with them, so that one answer names everything. A value that is absent or
 * empty counts as not given.
 */
public final class Fields {
    private static final int MAX_YEAR = 9999;

    private final List<FieldProblem> problems = new ArrayList<>();

    public void refuse(String field, String message) {
        problems.add(new FieldProblem(field, message));
    }

    /** @throws InvalidRequestException if something was wrong */
    public void check() {
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
    }

    /** Builds the result of values that were all read well; a rule between them is blamed on the given field. */
    public <T> T build(String blamed, Supplier<T> result) {
        check();
        try {
            return result.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(blamed, message(e));
        }
    }

    /** Null if it is not given or wrong. */
    public <T> @Nullable T optional(String field, @Nullable String value, Function<String, T> reader) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        return read(field, () -> reader.apply(value));
    }

    /** Reads something that is no text; null only if it is wrong, which {@link #check} refuses. */
    public <T> @Nullable T read(String field, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (IllegalArgumentException e) {
            refuse(field, message(e));
            return null;
        }
    }

    /** Null only if it is missing or wrong, which {@link #check} refuses. */
    public <T> @Nullable T required(String field, @Nullable String value, Function<String, T> reader) {
        if (value == null || value.isEmpty()) {
            refuse(field, "The %s is missing.".formatted(field));
            return null;
        }
        return optional(field, value, reader);
    }

    public <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    public static Function<String, Integer> wholeNumber(String field, int min, int max) {
        return value -> {
            if (!value.matches("-?\\d{1,9}") || Integer.parseInt(value) < min || Integer.parseInt(value) > max) {
                throw new IllegalArgumentException(
                        "The %s (%s) must be a whole number from %d to %d.".formatted(field, cut(value), min, max));
            }
            return Integer.valueOf(value);
        };
    }

    public static Function<String, Double> number(String field, int min, int max) {
        return value -> {
            if (!value.matches("-?\\d{1,9}(\\.\\d{1,18})?")
                    || Double.parseDouble(value) < min
                    || Double.parseDouble(value) > max) {
                throw new IllegalArgumentException(
                        "The %s (%s) must be a number from %d to %d.".formatted(field, cut(value), min, max));
            }
            return Double.valueOf(value);
        };
    }

    public static Function<String, Boolean> flag(String field) {
        return value -> {
            if (!value.equals("true") && !value.equals("false")) {
                throw new IllegalArgumentException("The %s (%s) must be true or false.".formatted(field, cut(value)));
            }
            return Boolean.valueOf(value);
        };
    }

    public static Function<String, Instant> time(String field) {
        return value -> {
            try {
                Instant time = OffsetDateTime.parse(value).toInstant();
                int year = time.atOffset(ZoneOffset.UTC).getYear();
                if (year >= 1 && year <= MAX_YEAR) {
                    return time;
                }
            } catch (DateTimeException e) {
                // Refused below, like a year that no camera has seen.
            }
            throw new IllegalArgumentException(
                    "The %s (%s) must be an ISO-8601 time with its zone. Maybe like 2026-11-24T08:15:00Z."
                            .formatted(field, cut(value)));
        };
    }

    private static String message(IllegalArgumentException e) {
        return String.valueOf(e.getMessage());
    }

    private static String cut(String value) {
        return value.length() > 64 ? value.substring(0, 64) + "…" : value;
    }
}
