package io.vesper.gallery;

import io.vesper.index.IndexChange;
import io.vesper.serving.ActiveModel;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.ImageStore;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Changes what is enrolled, one change at a time: first the database, in one transaction, then the index of every loaded model. So
 * a search that begins after a change was made sees it, and one that is under way sees all of it or nothing.
 */
final class GalleryWriter {
    /** Enrolments wait for one batch at most. */
    static final int BATCH = 200;

    private final ImageStore images;
    private final RepeatedTransaction transaction;
    private final ActiveModel active;
    private final Lock writes;

    GalleryWriter(GalleryDatabase database, ActiveModel active, Lock writes) {
        this.images = database.images();
        this.transaction = new RepeatedTransaction(database.transaction());
        this.active = active;
        this.writes = writes;
    }

    /**
     * Makes a change, or none if it throws.
     *
     * @param statements run in one transaction, anew if another process was in the way
     */
    <T> T write(Supplier<Change<T>> statements) {
        writes.lock();
        try {
            Change<T> change = transaction.commit(statements);
            active.apply(change.index());
            return change.result();
        } finally {
            writes.unlock();
        }
    }

    /**
     * Erases any number of images with their pictures and embeddings, some at a time, so that others can write in between.
     *
     * @param next gives at most so many images that are still to be erased
     * @return how many they were
     */
    int eraseAll(IntFunction<Set<UUID>> next) {
        int total = 0;
        int batch;
        do {
            batch = eraseBatch(next);
            total += batch;
        } while (batch == BATCH);
        return total;
    }

    private int eraseBatch(IntFunction<Set<UUID>> next) {
        return write(() -> {
            Set<UUID> erased = next.apply(BATCH);
            erased.forEach(images::delete);
            return new Change<>(erased.size(), IndexChange.erasing(erased));
        });
    }

    /** @param index what follows from the statements for the index */
    record Change<T>(T result, IndexChange index) {}
}
