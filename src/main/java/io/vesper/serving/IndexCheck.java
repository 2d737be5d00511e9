package io.vesper.serving;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vesper.store.EmbeddingStore;
import io.vesper.store.GalleryDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the active model's index with the database, which is the truth, and mends the index.
 *
 * <p>What merely changed meanwhile is no difference. Each image mended counts in the meter {@code vesper.gallery.heals}.
 */
public final class IndexCheck {
    private static final Logger LOG = LoggerFactory.getLogger(IndexCheck.class);

    private final ActiveModel active;
    private final GalleryDatabase database;
    private final EmbeddingStore embeddings;
    private final EmbeddingUpkeep upkeep;
    private final Counter heals;
    private volatile boolean doubtfulChange;

    public IndexCheck(ActiveModel active, GalleryDatabase database, EmbeddingUpkeep upkeep, MeterRegistry meters) {
        this.active = active;
        this.database = database;
        this.embeddings = database.embeddings();
        this.upkeep = upkeep;
        this.heals = Counter.builder("vesper.gallery.heals")
                .description("Images whose index entry differed from the database and was mended")
                .register(meters);
    }

    /** Checks if a change ended in an error that leaves open whether the database kept it; without effect otherwise. */
    public void settle() {
        if (!active.isReady()) {
            return;
        }
        boolean isChanging = active.isChanging();
        boolean wasChanged = !isChanging && doubtfulChange;
        if (database.inDoubt().getAndSet(false) || wasChanged) {
            // An index that is just being filled may hold what was in doubt: it is checked when it answers.
            doubtfulChange = isChanging;
            try {
                check();
            } catch (RuntimeException e) {
                database.inDoubt().set(true); // the database is still away
                throw e;
            }
        }
    }

    /**
     * Compares and mends.
     *
     * @throws NoActiveModelException while no model is active
     */
    public Result check() {
        return check(() -> {});
    }

    /** @param catchUp takes in what other processes have changed: what is right then was no difference */
    public Result check(Runnable catchUp) {
        Result result = compare(catchUp);
        if (result.healed() > 0) {
            heals.increment(result.healed());
            LOG.warn("The index differed from the database in {} images and was mended.", result.healed());
        }
        return result;
    }

    /** Takes in what other processes have changed and nothing tells of any more: what differs is no fault, and counts as none. */
    public Result takeInMissed() {
        return compare(() -> {});
    }

    private Result compare(Runnable catchUp) {
        try (ServingModel model = active.hold()) {
            upkeep.embedMissing(model.embedder(), images -> {});
            int healed = model.keeper().mend(catchUp);
            return new Result(
                    model.modelId(),
                    embeddings.count(model.modelId()),
                    model.index().size(),
                    healed,
                    embeddings.countWaiting(model.modelId()));
        }
    }

    /**
     * What a check found.
     *
     * @param modelId the model whose index it is
     * @param inDatabase images that the model has embedded
     * @param inIndex images that are searched
     * @param healed images whose index entry was missing, left over or different, and was mended
     * @param unreadable images that the model cannot embed, because their picture cannot be read any more
     */
    public record Result(String modelId, long inDatabase, long inIndex, int healed, long unreadable) {}
}
