package io.vesper.index;

import io.vesper.kernel.Kernel;
import io.vesper.kernel.Kernels;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets searches that come while another one scans go on together in the next pass: it costs little more than one of them would. A
 * search that comes alone begins at once.
 */
final class ScanQueue {
    /** Probes of one pass: a second of them would hardly be faster than a pass of its own. */
    private static final int MAX_PROBES = 64;

    private final Kernel kernel;
    private final Supplier<IndexSnapshot> snapshots;
    private final Deque<ScanRequest<?>> waiting = new ArrayDeque<>();
    private boolean isScanning;

    ScanQueue(Supplier<IndexSnapshot> snapshots) {
        this(Kernels.best(), snapshots);
    }

    /** @param snapshots asked when a pass begins, so that a search sees all that was there when it came */
    ScanQueue(Kernel kernel, Supplier<IndexSnapshot> snapshots) {
        this.kernel = kernel;
        this.snapshots = snapshots;
    }

    Kernel kernel() {
        return kernel;
    }

    /** Scans; returns when the request is done, whoever did it. */
    void scan(ScanRequest<?> request) {
        synchronized (this) {
            waiting.add(request);
        }
        for (List<ScanRequest<?>> together = turn(request); !together.isEmpty(); together = turn(request)) {
            run(together);
        }
    }

    /** How many requests no pass has taken up yet. */
    synchronized int waiting() {
        return waiting.size();
    }

    /** What the caller is to scan now; nothing if its own request is done. */
    private synchronized List<ScanRequest<?>> turn(ScanRequest<?> own) {
        boolean isInterrupted = false;
        while (isScanning && !own.isDone()) {
            try {
                wait();
            } catch (InterruptedException e) {
                isInterrupted = true; // whoever scans uses the request
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        if (own.isDone()) {
            return List.of();
        }
        isScanning = true;
        return next();
    }

    private List<ScanRequest<?>> next() {
        List<ScanRequest<?>> together = new ArrayList<>();
        int probes = 0;
        while (!waiting.isEmpty()
                && (together.isEmpty() || probes + waiting.element().probes().size() <= MAX_PROBES)) {
            probes += waiting.element().probes().size();
            together.add(waiting.remove());
        }
        return together;
    }

    private void run(List<ScanRequest<?>> together) {
        Throwable failure = null;
        try {
            new ScanPass(kernel, snapshots.get(), together).run(Workers.ALL);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        end(together, failure);
    }

    private synchronized void end(List<ScanRequest<?>> together, @Nullable Throwable failure) {
        together.forEach(request -> request.end(failure));
        isScanning = false;
        notifyAll();
    }
}
