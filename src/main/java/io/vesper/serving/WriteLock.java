package io.vesper.serving;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Held by whoever changes database and index together.
 *
 * <p>Nobody waits for it for ever: behind a database that does not answer, requests would pile up one after another.
 */
public final class WriteLock extends ReentrantLock {
    private static final long serialVersionUID = 1L;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Duration patience;

    public WriteLock() {
        this(PATIENCE);
    }

    /** @param patience how long a change waits for those before it */
    public WriteLock(Duration patience) {
        super(true); // fair, so that no change waits while later ones pass it
        this.patience = patience;
    }

    /** @throws GalleryBusyException if it is not to be had in time */
    @Override
    public void lock() {
        try {
            if (!tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new GalleryBusyException(patience.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The thread was interrupted while it waited to change the gallery.", e);
        }
    }
}
