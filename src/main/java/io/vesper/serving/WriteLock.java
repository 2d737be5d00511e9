package io.vesper.serving;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Held by whoever changes database and index together.
 *
 * <p>Nobody waits for it for ever: behind a database that does not answer, requests would pile up one after another.
 */
public final class WriteLock extends ReentrantLock {
    private static final long serialVersionUID = 1L;
    private static final long PATIENCE_SECONDS = 10;

    /** Fair, so that no change waits while later ones pass it. */
    public WriteLock() {
        super(true);
    }

    /** @throws GalleryBusyException if it is not to be had in time */
    @Override
    public void lock() {
        try {
            if (!tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new GalleryBusyException(PATIENCE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The thread was interrupted while it waited to change the gallery.", e);
        }
    }
}
