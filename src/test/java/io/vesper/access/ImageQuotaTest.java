package io.vesper.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImageQuotaTest {
    private final TestAccess access = new TestAccess();
    private final ImageQuota quota = new ImageQuota(access.jdbc, access.clock);
    private final ApiKey key = access.create(new KeyLimits(null, 10)).key();

    @AfterEach
    void close() {
        access.close();
    }

    @Test
    void picturesCountAllOrNone() {
        quota.take(key, 6);

        assertThatThrownBy(() -> quota.take(key, 5))
                .isInstanceOf(TooManyRequestsException.class)
                .hasMessageContaining("10 images a day", "(5)");
        quota.take(key, 4);
        assertThatThrownBy(() -> quota.take(key, 1)).isInstanceOf(TooManyRequestsException.class);
    }

    @Test
    void aFirstRequestThatIsTooLargeIsRefused() {
        assertThatThrownBy(() -> quota.take(key, 11)).isInstanceOf(TooManyRequestsException.class);
        quota.take(key, 10);
    }

    /** The test begins a minute before midnight. */
    @Test
    void theNextUtcDayBeginsAnew() {
        quota.take(key, 10);
        assertThatThrownBy(() -> quota.take(key, 1))
                .isInstanceOfSatisfying(
                        TooManyRequestsException.class,
                        refusal -> assertThat(refusal.waitSeconds()).isEqualTo(60));

        access.clock.advance(Duration.ofMinutes(1));
        quota.take(key, 10);
        quota.forgetPast();
        assertThat(access.jdbc
                        .sql("SELECT COUNT(*) FROM api_key_usage")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aRestartResetsNothing() {
        quota.take(key, 10);

        ImageQuota afterwards = new ImageQuota(access.jdbc, access.clock);

        assertThatThrownBy(() -> afterwards.take(key, 1)).isInstanceOf(TooManyRequestsException.class);
    }

    @Test
    void manyAtOnceGetNoMoreThanTheQuota() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Boolean> attempt = () -> {
                try {
                    quota.take(key, 1);
                    return true;
                } catch (TooManyRequestsException e) {
                    return false;
                }
            };
            List<Future<Boolean>> attempts =
                    threads.invokeAll(Stream.generate(() -> attempt).limit(40).toList());
            int taken = 0;
            for (Future<Boolean> one : attempts) {
                taken += one.get() ? 1 : 0;
            }
            assertThat(taken).isEqualTo(10);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aKeyWithoutQuotaIsNotCounted() {
        quota.take(access.create(Scope.ENROLL).key(), 1_000_000);

        assertThat(access.jdbc
                        .sql("SELECT COUNT(*) FROM api_key_usage")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
