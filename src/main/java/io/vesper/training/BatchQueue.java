package io.vesper.training;

import io.vesper.dataset.CrossModalBatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The batches of an epoch, in order, each read and augmented while the steps before it compute. What is in a batch does not depend on
 * when it is loaded. Used by one thread; closing it waits for a batch under way.
 */
final class BatchQueue implements AutoCloseable {
    /** Enough to keep a device busy over a slow batch; each takes memory. */
    private static final int AHEAD = 2;

    private final BatchLoader loader;
    private final Iterator<List<CrossModalBatch>> steps;
    private final ExecutorService background = Executors.newSingleThreadExecutor(BatchQueue::thread);
    private final Deque<CompletableFuture<LoadedBatch>> loading = new ArrayDeque<>();
    private long nextStep;

    /**
     * A step's batch.
     *
     * @param parts that are computed one after the other
     * @param images of each part
     */
    record LoadedBatch(List<CrossModalBatch> parts, List<float[]> images) {
        int size() {
            return parts.stream().mapToInt(part -> part.images().size()).sum();
        }
    }

    /**
     * @param steps the parts of each step's batch
     * @param firstStep of the epoch, counted over the whole run
     */
    BatchQueue(BatchLoader loader, List<List<CrossModalBatch>> steps, long firstStep) {
        this.loader = loader;
        this.steps = steps.iterator();
        this.nextStep = firstStep;
        for (int i = 0; i < AHEAD; i++) {
            loadAnother();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "batch-loader");
        thread.setDaemon(true);
        return thread;
    }

    private void loadAnother() {
        if (steps.hasNext()) {
            List<CrossModalBatch> parts = steps.next();
            long step = nextStep++;
            loading.add(
                    CompletableFuture.supplyAsync(() -> new LoadedBatch(parts, loader.load(parts, step)), background));
        }
    }

    /**
     * The next step's batch.
     *
     * @throws RuntimeException what its loading threw
     * @throws java.util.NoSuchElementException after the last one
     */
    LoadedBatch next() {
        CompletableFuture<LoadedBatch> next = loading.remove();
        loadAnother();
        try {
            return next.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        } catch (CancellationException e) {
            throw new IllegalStateException("The batch was cancelled, because the queue is closed.", e);
        }
    }

    @Override
    public void close() {
        loading.forEach(future -> future.cancel(false));
        background.shutdown();
        boolean interrupted = false;
        while (true) {
            try {
                background.awaitTermination(1, TimeUnit.DAYS);
                break;
            } catch (InterruptedException e) {
                interrupted = true; // the pictures being read are still to be waited for
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
