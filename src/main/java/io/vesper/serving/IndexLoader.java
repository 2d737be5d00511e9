package io.vesper.serving;

import io.vesper.embedding.Embedder;
import io.vesper.embedding.Embedding;
import io.vesper.embedding.PublishedModel;
import io.vesper.index.GalleryIndex;
import io.vesper.index.HnswSettings;
import io.vesper.index.IndexWarmUp;
import io.vesper.index.VectorStorage;
import io.vesper.store.EmbeddingStore;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.RepeatedTransaction;
import io.vesper.store.SettingStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * Brings a model up to the database: embeds the images that it has not seen, keeps those embeddings, and fills its index. What is
 * kept stays kept, so a load that was interrupted goes on where it was.
 */
public final class IndexLoader {
    private static final int EMBED_PAGE = 16;
    private static final int INDEX_PAGE = 1000;
    /** Images to be embedded while an index is being filled. */
    private static final int FEW = 256;

    private final GalleryDatabase database;
    private final EmbeddingStore embeddings;
    private final Reembedding reembedding;
    private final BulkLoad bulkLoad;
    private final Lock writes;
    private final VectorStorage storage;
    private final @Nullable HnswSettings hnsw;

    /** For exact indexes that keep vectors on the heap. */
    public IndexLoader(GalleryDatabase database, CropEmbedder crops, Lock writes) {
        this(database, crops, writes, VectorStorage.FLOAT32, null);
    }

    /**
     * @param writes held only while something is kept or indexed, so that enrolling and deleting go on meanwhile
     * @param storage where indexes keep their vectors
     * @param hnsw the graphs of indexes; null: indexes are exact
     */
    public IndexLoader(
            GalleryDatabase database,
            CropEmbedder crops,
            Lock writes,
            VectorStorage storage,
            @Nullable HnswSettings hnsw) {
        this.database = database;
        this.embeddings = database.embeddings();
        this.reembedding = new Reembedding(database, crops, writes);
        this.bulkLoad = new BulkLoad(embeddings, reembedding, writes);
        this.writes = writes;
        this.storage = storage;
        this.hnsw = hnsw;
    }

    /** Brings an index up to single images. */
    IndexUpdate update() {
        return new IndexUpdate(embeddings, reembedding);
    }

    /** A model with an empty index, whose searches are fast from the first on. */
    public ServingModel prepare(Embedder embedder) {
        int dimension = embedder.dimension();
        new IndexWarmUp(storage).run(dimension);
        return new ServingModel(embedder, new GalleryIndex(dimension, storage, hnsw));
    }

    /** Drops embeddings by other weights that were published under the same id: scores of two models must not mix. */
    public void forgetOtherWeights(PublishedModel model) {
        String name = SettingStore.WEIGHTS_OF + model.modelId();
        String weights = model.manifest().sha256();
        new RepeatedTransaction(database.transaction()).commit(() -> {
            if (!weights.equals(database.settings().get(name))) {
                embeddings.deleteAll(model.modelId());
                database.settings().put(name, weights);
            }
            return weights;
        });
    }

    /**
     * Embeds and indexes what is there now. Not for a model that answers already: enrolments that go on meanwhile would be indexed
     * twice.
     *
     * @param progress told of images
     */
    public void load(ServingModel model, EmbeddingProgress progress) {
        if (model.index().through() == 0 && !bulkLoad.run(model, FEW, progress)) {
            embedMissing(model.embedder(), progress);
            bulkLoad.run(model, Integer.MAX_VALUE, progress);
        }
        embedMissing(model.embedder(), model.index().through(), progress);
        addYounger(model);
    }

    /**
     * Embeds what is there now, and keeps it for a later {@link #load}. What other processes enrol meanwhile is left: they may enrol for
     * longer than anybody waits, and the change log tells of it.
     */
    public void embedMissing(Embedder embedder, EmbeddingProgress progress) {
        embedMissing(embedder, 0, progress);
    }

    /**
     * Embeds images that the model has not seen, of a part of the gallery.
     *
     * @param first the part's first sequence
     * @param last the part's last sequence
     * @param fence called first in each transaction that keeps embeddings; what it throws undoes that, and ends the work
     */
    public void embedMissing(Embedder embedder, long first, long last, Runnable fence, EmbeddingProgress progress) {
        String modelId = embedder.modelId();
        List<EmbeddingStore.Waiting> page = embeddings.waiting(modelId, first - 1, last, EMBED_PAGE);
        while (!page.isEmpty()) {
            reembedding.embed(embedder, page, fence, progress);
            progress.advance(page.size());
            page = embeddings.waiting(modelId, page.get(page.size() - 1).sequence(), last, EMBED_PAGE);
        }
    }

    private void embedMissing(Embedder embedder, long after, EmbeddingProgress progress) {
        String modelId = embedder.modelId();
        long youngest = database.images().youngest();
        List<EmbeddingStore.Waiting> page = embeddings.waiting(modelId, after, EMBED_PAGE);
        while (!page.isEmpty() && page.get(0).sequence() <= youngest) {
            reembedding.embed(embedder, page, progress);
            progress.advance(page.size());
            page = embeddings.waiting(modelId, page.get(page.size() - 1).sequence(), EMBED_PAGE);
        }
    }

    private void addYounger(ServingModel model) {
        List<EmbeddingStore.Kept> page = addPage(model, model.index().through());
        while (page.size() == INDEX_PAGE) {
            page = addPage(model, page.get(page.size() - 1).entry().sequence());
        }
    }

    /** Reads and adds under one lock: an image deleted in between would come back as a ghost. */
    private List<EmbeddingStore.Kept> addPage(ServingModel model, long after) {
        writes.lock();
        try {
            int dimension = model.embedder().dimension();
            List<EmbeddingStore.Kept> page = embeddings.kept(model.modelId(), dimension, after, INDEX_PAGE);
            List<GalleryIndex.Row> rows = new ArrayList<>();
            for (EmbeddingStore.Kept kept : page) {
                Embedding embedding = intact(model, kept);
                if (embedding != null) {
                    rows.add(new GalleryIndex.Row(kept.entry(), embedding));
                }
            }
            model.index().add(rows);
            return page;
        } finally {
            writes.unlock();
        }
    }

    /** The embedding, made anew if the stored one is damaged; null if its picture cannot be read any more. */
    @Nullable
    Embedding intact(ServingModel model, EmbeddingStore.Kept kept) {
        return reembedding.intact(model.embedder(), kept);
    }
}
