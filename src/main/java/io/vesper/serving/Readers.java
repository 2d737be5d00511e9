package io.vesper.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** Threads that read pieces of a table, each over a connection of its own. None is ever interrupted: H2 would close its file. */
final class Readers implements AutoCloseable {
    /** Leaves connections to those who are served meanwhile: a pool has ten by default. */
    private static final int MOST = 4;

    private final ExecutorService threads =
            Executors.newFixedThreadPool(Math.min(Runtime.getRuntime().availableProcessors(), MOST), Readers::thread);

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "index-reader");
        thread.setDaemon(true);
        return thread;
    }

    /** Reads all pieces and hands over what they hold, in order and by the calling thread; ends early at the first error. */
    <P, T> void read(List<P> pieces, Function<P, T> reader, Consumer<T> consumer) {
        List<Future<T>> results = new ArrayList<>();
        pieces.forEach(piece -> results.add(threads.submit(() -> reader.apply(piece))));
        try {
            for (Future<T> result : results) {
                consumer.accept(result.get());
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Reading the gallery was interrupted.", e);
        } finally {
            results.forEach(result -> result.cancel(false));
        }
    }

    /** Waits for pieces that are being read: a load that begins anew must not read beside them. */
    @Override
    public void close() {
        threads.shutdown();
        boolean isInterrupted = false;
        while (!threads.isTerminated()) {
            try {
                threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
