package io.vesper.serving;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vesper.embedding.Embedding;
import io.vesper.index.GalleryIndex;
import io.vesper.index.IndexChange;
import io.vesper.store.EmbeddingStore;
import io.vesper.store.EmbeddingStore.Kept;
import io.vesper.store.GalleryDatabase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the active model's index with the database, which is the truth, and mends the index.
 *
 * <p>The comparison reads beside everything else; only an image that seems to differ is looked at again under the write lock,
 * so what merely changed meanwhile is no difference. Each one mended counts in the meter {@code vesper.gallery.heals}.
 */
public final class IndexCheck {
    private static final Logger LOG = LoggerFactory.getLogger(IndexCheck.class);
    private static final int PAGE = 1000;

    private final ActiveModel active;
    private final GalleryDatabase database;
    private final EmbeddingStore embeddings;
    private final IndexLoader loader;
    private final Lock writes;
    private final Counter heals;
    private volatile boolean doubtfulChange;

    /** @param writes held by whoever changes database and index together */
    public IndexCheck(
            ActiveModel active, GalleryDatabase database, IndexLoader loader, Lock writes, MeterRegistry meters) {
        this.active = active;
        this.database = database;
        this.embeddings = database.embeddings();
        this.loader = loader;
        this.writes = writes;
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
            loader.embedMissing(model.embedder(), images -> {});
            int healed = 0;
            Set<UUID> suspects = suspects(model);
            catchUp.run();
            for (UUID suspect : suspects) {
                healed += mend(model, suspect) ? 1 : 0;
            }
            return new Result(
                    model.modelId(),
                    embeddings.count(model.modelId()),
                    model.index().size(),
                    healed,
                    embeddings.countWaiting(model.modelId()));
        }
    }

    private Set<UUID> suspects(ServingModel model) {
        Map<UUID, GalleryIndex.Row> indexed = new HashMap<>();
        model.index().forEach(row -> indexed.put(row.entry().imageId(), row));
        Set<UUID> suspects = new HashSet<>();
        List<Kept> page = page(model, 0);
        while (!page.isEmpty()) {
            for (Kept kept : page) {
                if (!isSame(kept, indexed.remove(kept.entry().imageId()))) {
                    suspects.add(kept.entry().imageId());
                }
            }
            page = page(model, page.get(page.size() - 1).entry().sequence());
        }
        suspects.addAll(indexed.keySet()); // in the index alone
        return suspects;
    }

    private List<Kept> page(ServingModel model, long after) {
        return embeddings.kept(model.modelId(), model.embedder().dimension(), after, PAGE);
    }

    private static boolean isSame(Kept kept, GalleryIndex.@Nullable Row row) {
        return row != null && row.entry().equals(kept.entry()) && Objects.equals(row.embedding(), kept.embedding());
    }

    /** Whether it differed indeed. */
    private boolean mend(ServingModel model, UUID imageId) {
        writes.lock();
        try {
            Kept kept = embeddings.kept(model.modelId(), model.embedder().dimension(), imageId);
            GalleryIndex.Row row = model.index().row(imageId);
            if (kept == null ? row == null : isSame(kept, row)) {
                return false;
            }
            model.index().apply(IndexChange.erasing(Set.of(imageId)));
            Embedding embedding = kept == null ? null : loader.intact(model, kept);
            if (kept != null && embedding != null) {
                model.index().add(List.of(new GalleryIndex.Row(kept.entry(), embedding)));
            }
            return true;
        } finally {
            writes.unlock();
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
