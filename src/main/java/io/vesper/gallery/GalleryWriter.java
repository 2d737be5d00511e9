package io.vesper.gallery;

import io.vesper.index.IndexChange;
import io.vesper.serving.ActiveModel;
import io.vesper.store.GalleryDatabase;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;

/**
 * Changes what is enrolled, one change at a time: first the database, in one transaction, then the index of every loaded model. So
 * a search that begins after a change was made sees it, and one that is under way sees all of it or nothing.
 */
final class GalleryWriter {
    private final RepeatedTransaction transaction;
    private final ActiveModel active;
    private final Lock writes;

    GalleryWriter(GalleryDatabase database, ActiveModel active, Lock writes) {
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

    /** @param index what follows from the statements for the index */
    record Change<T>(T result, IndexChange index) {}
}
