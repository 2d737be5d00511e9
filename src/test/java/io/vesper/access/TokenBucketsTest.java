package io.vesper.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {
    private final TestAccess.HandSetClock clock = new TestAccess.HandSetClock();
    private final TokenBuckets buckets = new TokenBuckets(clock);

    @Test
    void aBucketHoldsOneMinuteAndIsFilledEvenly() {
        for (int i = 0; i < 6; i++) {
            assertThat(buckets.take("a", 6)).isZero();
        }
        // Six a minute: one every ten seconds.
        assertThat(buckets.take("a", 6)).isEqualTo(Duration.ofSeconds(10));
        clock.advance(Duration.ofSeconds(4));
        assertThat(buckets.untilNext("a", 6)).isBetween(Duration.ofSeconds(6), Duration.ofMillis(6001));
        clock.advance(Duration.ofMillis(6001));
        assertThat(buckets.take("a", 6)).isZero();
        assertThat(buckets.take("a", 6)).isPositive();
    }

    @Test
    void aPauseSavesUpNoMoreThanOneMinute() {
        buckets.take("a", 2);
        clock.advance(Duration.ofHours(1));

        assertThat(buckets.take("a", 2)).isZero();
        assertThat(buckets.take("a", 2)).isZero();
        assertThat(buckets.take("a", 2)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void namesDoNotShare() {
        assertThat(buckets.take("a", 1)).isZero();

        assertThat(buckets.take("b", 1)).isZero();
        assertThat(buckets.take("a", 1)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void waitingIsToldInWholeSecondsRoundedUp() {
        assertThat(new TooManyRequestsException("", Duration.ofMillis(1)).waitSeconds())
                .isEqualTo(1);
        assertThat(new TooManyRequestsException("", Duration.ofSeconds(2)).waitSeconds())
                .isEqualTo(2);
        assertThat(new TooManyRequestsException("", Duration.ofMillis(2001)).waitSeconds())
                .isEqualTo(3);
    }
}
