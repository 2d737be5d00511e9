package io.vesper.gallery;

import io.vesper.access.AuditEvent;
import io.vesper.access.AuditLog;
import io.vesper.index.IndexChange;
import io.vesper.serving.ActiveModel;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.ImageStore;
import io.vesper.store.RepeatedTransaction;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Changes what is enrolled, one change at a time: first the database, in one transaction, then the index of every loaded model. So
 * a search that begins after a change was made sees it, and one that is under way sees all of it or nothing.
 */
final class GalleryWriter {
    /** Enrolments wait for one batch at most. */
    static final int BATCH = 200;

    private final ImageStore images;
    private final AuditLog audit;
    private final RepeatedTransaction transaction;
    private final ActiveModel active;
    private final Lock writes;

    GalleryWriter(GalleryDatabase database, ActiveModel active, Lock writes) {
        this.images = database.images();
        this.audit = database.audit();
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
            Change<T> change = transaction.commit(() -> audited(statements.get()));
            active.apply(change.index());
            return change.result();
        } finally {
            writes.unlock();
        }
    }

    private <T> Change<T> audited(Change<T> change) {
        if (change.event() != null) {
            audit.record(change.event());
        }
        return change;
    }

    /**
     * Erases any number of images with their pictures and embeddings, some at a time, so that others can write in between.
     *
     * @param event tells the audit log of so many erased images
     * @param next gives at most so many images that are still to be erased
     * @return how many they were
     */
    int eraseAll(IntFunction<AuditEvent> event, IntFunction<Set<UUID>> next) {
        int total = 0;
        Batch batch;
        do {
            batch = eraseBatch(event, next);
            total += batch.erased();
        } while (batch.found() == BATCH);
        return total;
    }

    private record Batch(int found, int erased) {}

    /** Another process may erase the same images now; each is counted by one. */
    private Batch eraseBatch(IntFunction<AuditEvent> event, IntFunction<Set<UUID>> next) {
        return write(() -> {
            Set<UUID> found = next.apply(BATCH);
            int erased = (int) found.stream().filter(images::delete).count();
            return new Change<>(
                    new Batch(found.size(), erased),
                    IndexChange.erasing(found),
                    erased == 0 ? null : event.apply(erased));
        });
    }

    /**
     * @param index what follows from the statements for the index
     * @param event entered in the audit log with the change; null: nothing was done
     */
    record Change<T>(T result, IndexChange index, @Nullable AuditEvent event) {}
}
