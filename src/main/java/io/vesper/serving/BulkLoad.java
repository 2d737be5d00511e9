package io.vesper.serving;

import io.vesper.embedding.Embedder;
import io.vesper.embedding.Embedding;
import io.vesper.index.IndexEntry;
import io.vesper.index.IndexFill;
import io.vesper.index.MemoryIndex;
import io.vesper.store.EmbeddingScan;
import io.vesper.store.EmbeddingStore;
import java.util.List;
import java.util.concurrent.locks.Lock;

/**
 * Fills an empty index with the whole gallery: reads what its model has embedded, and embeds what it has not. Enrolling and deleting
 * go on meanwhile: the index is told of what is erased and relabelled, and makes up for it when the fill ends.
 */
final class BulkLoad {
    private static final int EMBED_PAGE = 16;

    private final Embedder embedder;
    private final MemoryIndex index;
    private final EmbeddingStore embeddings;
    private final Reembedding reembedding;
    private final Lock writes;

    /** @param writes held by whoever changes database and index together */
    BulkLoad(Embedder embedder, MemoryIndex index, EmbeddingStore embeddings, Reembedding reembedding, Lock writes) {
        this.embedder = embedder;
        this.index = index;
        this.embeddings = embeddings;
        this.reembedding = reembedding;
        this.writes = writes;
    }

    /**
     * Fills and publishes.
     *
     * @param mostMissing so many images are embedded on the way at most: the index takes its whole memory meanwhile
     * @param progress told of images that had to be embedded
     * @return false if more would have to be embedded; nothing is done then
     */
    boolean run(int mostMissing, EmbeddingProgress progress) {
        try (IndexFill fill = index.fill()) { // before anything is read: of what is erased from now on it is told
            read(embeddings.scan(embedder.modelId(), embedder.dimension()), fill);
            List<IndexEntry> missing = fill.missing();
            if (missing.size() > mostMissing) {
                return false;
            }
            for (int from = 0; from < missing.size(); from += EMBED_PAGE) {
                List<IndexEntry> page = missing.subList(from, Math.min(from + EMBED_PAGE, missing.size()));
                embed(page, progress);
                page.forEach(entry -> take(entry, fill));
            }
            publish(fill);
            return true;
        }
    }

    private static void read(EmbeddingScan scan, IndexFill fill) {
        try (Readers readers = new Readers()) {
            readers.read(scan.imagePieces(), scan::images, fill::add);
            readers.read(scan.vectorPieces(), piece -> scan.vectors(piece, fill::write), vectors -> {});
        }
    }

    /** Finds out by the way what needs embedding: asking the database for it takes longer than reading everything. */
    private void embed(List<IndexEntry> page, EmbeddingProgress progress) {
        List<EmbeddingStore.Waiting> waiting = embeddings.waiting(
                embedder.modelId(), page.stream().map(IndexEntry::imageId).toList());
        reembedding.embed(embedder, waiting, progress);
        progress.advance(waiting.size());
    }

    /** What was embedded just now, or is damaged. */
    private void take(IndexEntry entry, IndexFill fill) {
        EmbeddingStore.Kept kept = embeddings.kept(embedder.modelId(), embedder.dimension(), entry.imageId());
        Embedding embedding = kept == null ? null : reembedding.intact(embedder, kept);
        if (embedding != null) {
            fill.write(entry.imageId(), embedding.toArray());
        }
    }

    /** Under the lock, because a change is in the database a moment before the index is told of it. */
    private void publish(IndexFill fill) {
        writes.lock();
        try {
            fill.publish();
        } finally {
            writes.unlock();
        }
    }
}
