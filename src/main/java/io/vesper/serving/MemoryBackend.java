package io.vesper.serving;

import io.vesper.embedding.Embedder;
import io.vesper.embedding.PublishedModel;
import io.vesper.index.HnswSettings;
import io.vesper.index.IndexWarmUp;
import io.vesper.index.MemoryIndex;
import io.vesper.index.VectorStorage;
import io.vesper.store.GalleryDatabase;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** Opens indexes in this process's memory. */
public final class MemoryBackend implements IndexBackend {
    private final GalleryDatabase database;
    private final EmbeddingUpkeep upkeep;
    private final Reembedding reembedding;
    private final Lock writes;
    private final VectorStorage storage;
    private final @Nullable HnswSettings hnsw;

    /** For exact indexes that keep vectors on the heap. */
    public MemoryBackend(GalleryDatabase database, CropEmbedder crops, Lock writes) {
        this(database, crops, writes, VectorStorage.FLOAT32, null);
    }

    /**
     * @param writes held only while something is kept or indexed, so that enrolling and deleting go on meanwhile
     * @param storage where indexes keep their vectors
     * @param hnsw the graphs of indexes; null: indexes are exact
     */
    public MemoryBackend(
            GalleryDatabase database,
            CropEmbedder crops,
            Lock writes,
            VectorStorage storage,
            @Nullable HnswSettings hnsw) {
        this.database = database;
        this.upkeep = new EmbeddingUpkeep(database, crops, writes);
        this.reembedding = new Reembedding(database, crops, writes);
        this.writes = writes;
        this.storage = storage;
        this.hnsw = hnsw;
    }

    @Override
    public IndexKeeper open(PublishedModel model, Embedder embedder) {
        upkeep.forgetOtherWeights(model);
        return open(embedder);
    }

    /** An empty index, whose searches are fast from the first on. */
    public IndexKeeper open(Embedder embedder) {
        int dimension = embedder.dimension();
        new IndexWarmUp(storage).run(dimension);
        MemoryIndex index = new MemoryIndex(dimension, storage, hnsw);
        return new MemoryKeeper(embedder, index, upkeep, database.embeddings(), reembedding, writes);
    }
}
