package io.vesper.serving;

import io.vesper.embedding.Embedder;
import io.vesper.embedding.Embedding;
import io.vesper.index.GalleryIndex;
import io.vesper.index.IndexChange;
import io.vesper.index.MemoryIndex;
import io.vesper.store.EmbeddingStore;
import io.vesper.store.EmbeddingStore.Kept;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** Keeps an index in this process's memory. */
final class MemoryKeeper implements IndexKeeper {
    private static final int PAGE = 1000;
    /** Images to be embedded while an index is being filled. */
    private static final int FEW = 256;

    private final Embedder embedder;
    private final MemoryIndex index;
    private final EmbeddingUpkeep upkeep;
    private final EmbeddingStore embeddings;
    private final BulkLoad bulkLoad;
    private final IndexUpdate update;
    private final Lock writes;

    /** @param writes held only while something is kept or indexed, so that enrolling and deleting go on meanwhile */
    MemoryKeeper(
            Embedder embedder,
            MemoryIndex index,
            EmbeddingUpkeep upkeep,
            EmbeddingStore embeddings,
            Reembedding reembedding,
            Lock writes) {
        this.embedder = embedder;
        this.index = index;
        this.upkeep = upkeep;
        this.embeddings = embeddings;
        this.bulkLoad = new BulkLoad(embedder, index, embeddings, reembedding, writes);
        this.update = new IndexUpdate(embedder, index, embeddings, reembedding);
        this.writes = writes;
    }

    @Override
    public GalleryIndex index() {
        return index;
    }

    /** Enrolments that go on meanwhile would be indexed twice if they went to this index as well. */
    @Override
    public void load(EmbeddingProgress progress) {
        if (index.through() == 0 && !bulkLoad.run(FEW, progress)) {
            upkeep.embedMissing(embedder, progress);
            bulkLoad.run(Integer.MAX_VALUE, progress);
        }
        upkeep.embedMissing(embedder, index.through(), progress);
        addYounger();
    }

    private void addYounger() {
        List<Kept> page = addPage(index.through());
        while (page.size() == PAGE) {
            page = addPage(page.get(page.size() - 1).entry().sequence());
        }
    }

    /** Reads and adds under one lock: an image deleted in between would come back as a ghost. */
    private List<Kept> addPage(long after) {
        writes.lock();
        try {
            List<Kept> page = page(after);
            List<GalleryIndex.Row> rows = new ArrayList<>();
            for (Kept kept : page) {
                Embedding embedding = upkeep.intact(embedder, kept);
                if (embedding != null) {
                    rows.add(new GalleryIndex.Row(kept.entry(), embedding));
                }
            }
            index.add(rows);
            return page;
        } finally {
            writes.unlock();
        }
    }

    @Override
    public void embed(List<UUID> images) {
        upkeep.embed(embedder, images);
    }

    @Override
    public void take(List<UUID> images) {
        update.take(images);
    }

    /** Reads beside everything else; only an image that seems to differ is looked at again under the write lock. */
    @Override
    public int mend(Runnable catchUp) {
        Set<UUID> suspects = suspects();
        catchUp.run();
        return (int) suspects.stream().filter(this::mend).count();
    }

    private Set<UUID> suspects() {
        Map<UUID, GalleryIndex.Row> indexed = new HashMap<>();
        index.forEach(row -> indexed.put(row.entry().imageId(), row));
        Set<UUID> suspects = new HashSet<>();
        List<Kept> page = page(0);
        while (!page.isEmpty()) {
            for (Kept kept : page) {
                if (!isSame(kept, indexed.remove(kept.entry().imageId()))) {
                    suspects.add(kept.entry().imageId());
                }
            }
            page = page(page.get(page.size() - 1).entry().sequence());
        }
        suspects.addAll(indexed.keySet()); // in the index alone
        return suspects;
    }

    private List<Kept> page(long after) {
        return embeddings.kept(embedder.modelId(), embedder.dimension(), after, PAGE);
    }

    private static boolean isSame(Kept kept, GalleryIndex.@Nullable Row row) {
        return row != null && row.entry().equals(kept.entry()) && Objects.equals(row.embedding(), kept.embedding());
    }

    /** Whether it differed indeed. */
    private boolean mend(UUID imageId) {
        writes.lock();
        try {
            Kept kept = embeddings.kept(embedder.modelId(), embedder.dimension(), imageId);
            GalleryIndex.Row row = index.row(imageId);
            if (kept == null ? row == null : isSame(kept, row)) {
                return false;
            }
            index.apply(IndexChange.erasing(Set.of(imageId)));
            Embedding embedding = kept == null ? null : upkeep.intact(embedder, kept);
            if (kept != null && embedding != null) {
                index.add(List.of(new GalleryIndex.Row(kept.entry(), embedding)));
            }
            return true;
        } finally {
            writes.unlock();
        }
    }
}
