package io.vesper.bulk;

import io.vesper.access.TooManyRequestsException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets one submission of many pictures in at a time: each holds a manifest in memory, and a connection of the database while it is kept. */
final class SubmissionTurn {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Semaphore free = new Semaphore(1, true);

    /** @throws TooManyRequestsException if it is not its turn within ten seconds */
    <T> T take(Supplier<T> submission) {
        if (!isMine()) {
            throw new TooManyRequestsException(
                    "Other enrolments of many pictures are being taken in. Maybe try again.", PATIENCE);
        }
        try {
            return submission.get();
        } finally {
            free.release();
        }
    }

    private boolean isMine() {
        try {
            return free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
