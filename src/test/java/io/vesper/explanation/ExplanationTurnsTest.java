package io.vesper.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vesper.access.TooManyRequestsException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ExplanationTurnsTest {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @Test
    void oneAtATimeHasItsTurn() {
        ExplanationTurns turns = new ExplanationTurns(Duration.ofHours(1));
        AtomicInteger atWork = new AtomicInteger();
        Supplier<Integer> work = () -> {
            int together = atWork.incrementAndGet();
            Thread.yield();
            atWork.decrementAndGet();
            return together;
        };

        CompletableFuture<?>[] all = new CompletableFuture<?>[ExplanationTurns.MAX_WAITING];
        for (int i = 0; i < all.length; i++) {
            all[i] = async(() -> assertThat(turns.take(work)).isEqualTo(1));
        }
        CompletableFuture.allOf(all).join();
    }

    @Test
    void whoHasWaitedTooLongIsToldToComeBack() {
        ExplanationTurns turns = new ExplanationTurns(Duration.ofMillis(1));
        CompletableFuture<?> first = async(() -> turns.take(this::hold));
        await(begun);

        assertThatExceptionOfType(TooManyRequestsException.class)
                .isThrownBy(() -> turns.take(() -> "never"))
                .satisfies(refusal -> assertThat(refusal.waitSeconds()).isPositive());

        released.countDown();
        first.join();
        assertThat(turns.take(() -> "next")).isEqualTo("next");
    }

    @Test
    void whoComesWhileAsManyWaitAsMayIsToldAtOnce() {
        ExplanationTurns turns = new ExplanationTurns(Duration.ofHours(1));
        CompletableFuture<?> first = async(() -> turns.take(this::hold));
        await(begun);
        CompletableFuture<?>[] others = new CompletableFuture<?>[ExplanationTurns.MAX_WAITING];
        for (int i = 0; i < others.length; i++) {
            others[i] = async(() -> turns.take(() -> "other"));
            while (turns.waiting() <= i) {
                Thread.onSpinWait();
            }
        }

        assertThatExceptionOfType(TooManyRequestsException.class)
                .isThrownBy(() -> turns.take(() -> "third"))
                .withMessageContaining("8 explanations");

        released.countDown();
        first.join();
        CompletableFuture.allOf(others).join();
    }

    @Test
    void anExplanationThatFailsEndsItsTurn() {
        ExplanationTurns turns = new ExplanationTurns(Duration.ofHours(1));

        assertThatIllegalStateException()
                .isThrownBy(() -> turns.take(() -> {
                    throw new IllegalStateException("broken");
                }));
        assertThat(async(() -> turns.take(() -> "next"))).succeedsWithin(Duration.ofMinutes(1));
    }

    private String hold() {
        begun.countDown();
        await(released);
        return "held";
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CompletableFuture<Void> async(Runnable work) {
        return CompletableFuture.runAsync(work, task -> new Thread(task).start());
    }
}
