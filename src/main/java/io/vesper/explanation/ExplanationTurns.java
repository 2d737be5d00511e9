package io.vesper.explanation;

import io.vesper.access.TooManyRequestsException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one explanation at a time decode and compute, in the order they came, so that explaining takes one place beside the searches and
 * the memory of a few pictures.
 */
final class ExplanationTurns {
    /** Each may hold a picture that was sent. */
    static final int MAX_WAITING = 8;

    private final ReentrantLock turn = new ReentrantLock(true);
    private final Duration maxWait;

    ExplanationTurns(Duration maxWait) {
        this.maxWait = maxWait;
    }

    /** @throws TooManyRequestsException if too many wait already, or this one has waited for as long as pictures may */
    <T> T take(Supplier<T> explanation) {
        checkRoom();
        if (!begins()) {
            throw tooMany();
        }
        try {
            return explanation.get();
        } finally {
            turn.unlock();
        }
    }

    /** @throws TooManyRequestsException if too many wait already */
    void checkRoom() {
        if (waiting() >= MAX_WAITING) {
            throw tooMany();
        }
    }

    private TooManyRequestsException tooMany() {
        return new TooManyRequestsException(
                "There are %d explanations that wait for their turn. Maybe come back in a moment.".formatted(waiting()),
                Duration.ofSeconds(1));
    }

    int waiting() {
        return turn.getQueueLength();
    }

    private boolean begins() {
        try {
            return turn.tryLock(maxWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Vesper is shutting down.");
        }
    }
}
