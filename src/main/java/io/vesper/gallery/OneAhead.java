package io.vesper.gallery;

import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Works on things in their order, one ahead of whoever takes the results.
 *
 * @param <T> what is worked on
 * @param <R> what comes of it
 */
final class OneAhead<T, R> implements AutoCloseable {
    private final Iterator<T> things;
    private final Function<T, R> work;
    private final Executor executor;
    private @Nullable CompletableFuture<R> next;

    OneAhead(Iterable<T> things, Function<T, R> work, Executor executor) {
        this.things = things.iterator();
        this.work = work;
        this.executor = executor;
        this.next = begin();
    }

    private @Nullable CompletableFuture<R> begin() {
        if (!things.hasNext()) {
            return null;
        }
        T thing = things.next();
        return CompletableFuture.supplyAsync(() -> work.apply(thing), executor);
    }

    /** The next result, while the one after it is begun; null after the last. Throws what the work threw. */
    @Nullable
    R take() {
        CompletableFuture<R> taken = next;
        if (taken == null) {
            return null;
        }
        R result = result(taken);
        next = begin();
        return result;
    }

    private static <R> R result(CompletableFuture<R> taken) {
        try {
            return taken.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Returns when nothing is worked on any more; results that were not taken are forgotten. */
    @Override
    public void close() {
        CompletableFuture<R> last = next;
        if (last != null) {
            last.handle((result, failure) -> null).join();
        }
    }
}
