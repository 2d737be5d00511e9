package io.vesper.serving;

import io.vesper.embedding.Embedder;
import io.vesper.embedding.Embedding;
import io.vesper.embedding.PublishedModel;
import io.vesper.store.EmbeddingStore;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.RepeatedTransaction;
import io.vesper.store.SettingStore;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * Brings a model's embeddings up to the gallery: embeds the images that it has not seen, and keeps that. What is kept stays kept, so
 * what was interrupted goes on where it was.
 */
public final class EmbeddingUpkeep {
    private static final int EMBED_PAGE = 16;

    private final GalleryDatabase database;
    private final EmbeddingStore embeddings;
    private final Reembedding reembedding;

    /** @param writes held only while something is kept, so that enrolling and deleting go on meanwhile */
    public EmbeddingUpkeep(GalleryDatabase database, CropEmbedder crops, Lock writes) {
        this.database = database;
        this.embeddings = database.embeddings();
        this.reembedding = new Reembedding(database, crops, writes);
    }

    /**
     * Drops embeddings by other weights that were published under the same id, and indexes of them: scores of two models must not mix.
     */
    public void forgetOtherWeights(PublishedModel model) {
        String modelId = model.modelId();
        String name = SettingStore.WEIGHTS_OF + modelId;
        String weights = model.manifest().sha256();
        new RepeatedTransaction(database.transaction()).commit(() -> {
            boolean isOther = !weights.equals(database.settings().get(name));
            if (isOther) {
                embeddings.deleteAll(modelId);
                database.indexFeed().delete(modelId);
                database.indexParts().deleteAll(modelId);
                database.settings().put(name, weights);
            }
            return isOther;
        });
    }

    /**
     * Embeds what is there now, and keeps it for a later {@link IndexKeeper#load}. What other processes enrol meanwhile is left: they may enrol for
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

    /** Embeds what is there now and was enrolled after a sequence number. */
    public void embedMissing(Embedder embedder, long after, EmbeddingProgress progress) {
        String modelId = embedder.modelId();
        long youngest = database.images().youngest();
        List<EmbeddingStore.Waiting> page = embeddings.waiting(modelId, after, EMBED_PAGE);
        while (!page.isEmpty() && page.get(0).sequence() <= youngest) {
            reembedding.embed(embedder, page, progress);
            progress.advance(page.size());
            page = embeddings.waiting(modelId, page.get(page.size() - 1).sequence(), EMBED_PAGE);
        }
    }

    /** Embeds those of some images, at least one, that the model has not embedded; the network runs without the lock. */
    public void embed(Embedder embedder, List<UUID> images) {
        List<UUID> missing = embeddings.missing(embedder.modelId(), images);
        for (int from = 0; from < missing.size(); from += EMBED_PAGE) {
            List<UUID> page = missing.subList(from, Math.min(from + EMBED_PAGE, missing.size()));
            reembedding.embed(embedder, embeddings.waiting(embedder.modelId(), page), embedded -> {});
        }
    }

    /** The embedding, made anew if the stored one is damaged; null if its picture cannot be read any more. */
    public @Nullable Embedding intact(Embedder embedder, EmbeddingStore.Kept kept) {
        return reembedding.intact(embedder, kept);
    }
}
