package io.vesper.index;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Work that a helper takes up, or that is called off before. */
final class HelperTask implements Runnable {
    private final Runnable work;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile @Nullable Throwable failure;

    HelperTask(Runnable work) {
        this.work = work;
    }

    @Override
    public void run() {
        if (taken.compareAndSet(false, true)) {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                failure = e;
            } finally {
                done.countDown();
            }
        }
    }

    /** Calls it off, or waits for its end; an interrupt is kept for later, for the helper uses what the caller would free. */
    void settle() {
        boolean isInterrupted = false;
        while (!taken.compareAndSet(false, true)) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void throwFailure() {
        if (failure != null) {
            throw new IllegalStateException("A search failed on another thread.", failure);
        }
    }
}
