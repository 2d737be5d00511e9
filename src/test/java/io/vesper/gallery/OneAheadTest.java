package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OneAheadTest {
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final AtomicInteger begun = new AtomicInteger();

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    private OneAhead<Integer, Integer> squares(List<Integer> numbers) {
        return new OneAhead<>(
                numbers,
                number -> {
                    begun.incrementAndGet();
                    return number * number;
                },
                executor);
    }

    @Test
    void resultsComeInOrderThenNone() {
        try (OneAhead<Integer, Integer> ahead = squares(List.of(1, 2, 3))) {
            assertThat(ahead.take()).isEqualTo(1);
            assertThat(ahead.take()).isEqualTo(4);
            assertThat(ahead.take()).isEqualTo(9);
            assertThat(ahead.take()).isNull();
            assertThat(ahead.take()).isNull();
        }
        try (OneAhead<Integer, Integer> none = squares(List.of())) {
            assertThat(none.take()).isNull();
        }
    }

    /** The second does its work before it is asked for; the third does not. */
    @Test
    void oneIsWorkedOnAheadAndNoMore() throws InterruptedException {
        CountDownLatch second = new CountDownLatch(1);
        OneAhead<Integer, Integer> ahead = new OneAhead<>(
                List.of(1, 2, 3),
                number -> {
                    begun.incrementAndGet();
                    if (number == 2) {
                        second.countDown();
                    }
                    return number;
                },
                executor);

        ahead.take();
        assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
        ahead.close();

        assertThat(begun).hasValue(2);
    }

    @Test
    void whatTheWorkThrewIsThrownWhereItsResultIsTaken() {
        OneAhead<String, Integer> ahead = new OneAhead<>(List.of("1", "x", "3"), Integer::valueOf, executor);

        assertThat(ahead.take()).isEqualTo(1);
        assertThatThrownBy(ahead::take).isInstanceOf(NumberFormatException.class);
        ahead.close();
    }
}
