package io.vesper.serving;

import io.vesper.embedding.Embedder;
import io.vesper.embedding.Embedding;
import io.vesper.index.GalleryIndex;
import io.vesper.index.IndexChange;
import io.vesper.index.IndexEntry;
import io.vesper.index.MemoryIndex;
import io.vesper.store.EmbeddingStore;
import io.vesper.store.EmbeddingStore.Kept;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes an index equal the database in some images, whatever became of them: enrolled, changed or erased. */
final class IndexUpdate {
    private final Embedder embedder;
    private final MemoryIndex index;
    private final EmbeddingStore embeddings;
    private final Reembedding reembedding;

    IndexUpdate(Embedder embedder, MemoryIndex index, EmbeddingStore embeddings, Reembedding reembedding) {
        this.embedder = embedder;
        this.index = index;
        this.embeddings = embeddings;
        this.reembedding = reembedding;
    }

    /** Takes the images, at least one, as they are now; the caller holds the write lock. */
    void take(List<UUID> images) {
        Map<UUID, Kept> kept = embeddings.kept(embedder.modelId(), embedder.dimension(), images);
        Difference difference = new Difference();
        for (UUID image : images) {
            Kept now = kept.get(image);
            Embedding embedding = now == null ? null : reembedding.intact(embedder, now);
            difference.add(image, index.row(image), now == null ? null : now.entry(), embedding);
        }
        index.apply(new IndexChange(difference.erased, difference.relabelled));
        index.add(difference.added);
    }

    private static final class Difference {
        private final Set<UUID> erased = new HashSet<>();
        private final List<IndexEntry> relabelled = new ArrayList<>();
        private final List<GalleryIndex.Row> added = new ArrayList<>();

        void add(
                UUID image, GalleryIndex.@Nullable Row row, @Nullable IndexEntry entry, @Nullable Embedding embedding) {
            if (row != null
                    && entry != null
                    && embedding != null
                    && row.embedding().equals(embedding)) {
                if (!row.entry().equals(entry)) {
                    relabelled.add(entry);
                }
                return;
            }
            if (row != null) {
                erased.add(image);
            }
            if (entry != null && embedding != null) {
                added.add(new GalleryIndex.Row(entry, embedding));
            }
        }
    }
}
