package io.vesper.explanation;

import io.vesper.access.TooManyRequestsException;
import io.vesper.serving.EmbeddingLimits;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one explanation at a time decode and compute, in the order they came, so that explaining never takes more memory than two pictures,
 * nor more than one place beside the searches.
 */
final class ExplanationTurns {
    private final ReentrantLock turn = new ReentrantLock(true);
    private final EmbeddingLimits limits;

    ExplanationTurns(EmbeddingLimits limits) {
        this.limits = limits;
    }

    /** @throws TooManyRequestsException if as many wait as pictures may, or this one has waited for as long */
    <T> T take(Supplier<T> explanation) {
        if (waiting() >= limits.maxWaiting() || !begins()) {
            throw new TooManyRequestsException(
                    "There are %d explanations that wait for their turn. Maybe come back in a moment."
                            .formatted(waiting()),
                    Duration.ofSeconds(1));
        }
        try {
            return explanation.get();
        } finally {
            turn.unlock();
        }
    }

    int waiting() {
        return turn.getQueueLength();
    }

    private boolean begins() {
        try {
            return turn.tryLock(limits.maxWait().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Vesper is shutting down.");
        }
    }
}
