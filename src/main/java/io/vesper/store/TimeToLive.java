package io.vesper.store;

import io.vesper.person.Printable;
import java.time.DateTimeException;
import java.time.Duration;

/**
 * For how long a gallery keeps an image after its enrolment.
 *
 * @param duration whole seconds, from a minute to 36,500 days
 */
public record TimeToLive(Duration duration) {
    private static final Duration MIN = Duration.ofMinutes(1);
    private static final Duration MAX = Duration.ofDays(36_500);

    public TimeToLive {
        if (duration.compareTo(MIN) < 0 || duration.compareTo(MAX) > 0 || duration.getNano() != 0) {
            throw new IllegalArgumentException(
                    "The timeToLive (%s) must be whole seconds, from PT1M to P36500D.".formatted(duration));
        }
    }

    public static TimeToLive ofSeconds(long seconds) {
        return new TimeToLive(Duration.ofSeconds(seconds));
    }

    /** @param text an ISO-8601 duration of days, hours, minutes and seconds, like {@code P30D} */
    public static TimeToLive parse(String text) {
        Duration duration;
        try {
            duration = Duration.parse(text);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "The timeToLive (%s) must be an ISO-8601 duration of days, hours, minutes and seconds. Maybe like P30D."
                            .formatted(Printable.of(text)),
                    e);
        }
        return new TimeToLive(duration);
    }

    /** In ISO-8601, with days where there are whole ones: {@code P1DT12H}. */
    @Override
    public String toString() {
        long days = duration.toDays();
        Duration rest = duration.minusDays(days);
        String time = rest.isZero() ? "" : rest.toString().substring(1);
        return days == 0 ? "P" + time : "P%dD%s".formatted(days, time);
    }
}
