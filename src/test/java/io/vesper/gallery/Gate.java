package io.vesper.gallery;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** Holds whoever passes until it is opened. */
final class Gate {
    private final Semaphore arrived = new Semaphore(0);
    private final CountDownLatch opened = new CountDownLatch(1);

    void pass() {
        arrived.release();
        try {
            opened.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void awaitArrival() throws InterruptedException {
        arrived.acquire();
    }

    void open() {
        opened.countDown();
    }
}
