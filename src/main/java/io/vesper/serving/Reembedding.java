package io.vesper.serving;

import io.vesper.embedding.Embedder;
import io.vesper.embedding.Embedding;
import io.vesper.index.IndexEntry;
import io.vesper.store.EmbeddingStore;
import io.vesper.store.EmbeddingStore.Waiting;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.RepeatedTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Embeds enrolled images with a model that has not seen them, or whose embedding was damaged, and keeps the result. */
final class Reembedding {
    private static final Logger LOG = LoggerFactory.getLogger(Reembedding.class);

    private final EmbeddingStore embeddings;
    private final CropEmbedder crops;
    private final RepeatedTransaction transaction;
    private final Lock writes;

    Reembedding(GalleryDatabase database, CropEmbedder crops, Lock writes) {
        this.embeddings = database.embeddings();
        this.transaction = new RepeatedTransaction(database.transaction());
        this.crops = crops;
        this.writes = writes;
    }

    /** A picture that can no longer be read is reported and left out; the others are embedded. */
    void embed(Embedder embedder, List<Waiting> images, EmbeddingProgress progress) {
        embed(embedder, images, () -> {}, progress);
    }

    /** @param fence called first in the transaction that keeps the embeddings; what it throws undoes that */
    void embed(Embedder embedder, List<Waiting> images, Runnable fence, EmbeddingProgress progress) {
        List<Waiting> readable = new ArrayList<>(images);
        while (!readable.isEmpty()) {
            try {
                keep(embedder.modelId(), readable, results(embedder, readable), fence);
                return;
            } catch (RefusedPictureException e) {
                Waiting broken = readable.remove(e.position());
                LOG.warn("The image ({}) cannot be embedded and so not be found: {}", broken.imageId(), e.getMessage());
                progress.unreadable(broken.imageId(), String.valueOf(e.getMessage()));
            }
        }
    }

    /** Embeds one image anew whose stored embedding is damaged; null if its picture can no longer be read. */
    private @Nullable Embedding heal(Embedder embedder, IndexEntry entry) {
        LOG.warn("The image ({}) has a damaged embedding and is embedded anew.", entry.imageId());
        embeddings.delete(embedder.modelId(), entry.imageId());
        embed(embedder, embeddings.waiting(embedder.modelId(), entry.sequence() - 1, 1), images -> {});
        return embeddings.kept(embedder.modelId(), embedder.dimension(), entry.sequence() - 1, 1).stream()
                .filter(kept -> kept.entry().imageId().equals(entry.imageId())) // its labels may have changed meanwhile
                .map(EmbeddingStore.Kept::embedding)
                .findFirst()
                .orElse(null);
    }

    /** The embedding, made anew if the stored one is damaged; null if its picture cannot be read any more. */
    @Nullable
    Embedding intact(Embedder embedder, EmbeddingStore.Kept kept) {
        Embedding embedding = kept.embedding();
        return embedding != null ? embedding : heal(embedder, kept.entry());
    }

    private List<Embedding> results(Embedder embedder, List<Waiting> images) {
        return crops.embedPatiently(
                        embedder,
                        images.stream()
                                .map(image -> new CropEmbedder.Source(image.picture(), image.modality()))
                                .toList())
                .embeddings();
    }

    /** Another process may embed the same images now, or erase one of them. */
    private void keep(String modelId, List<Waiting> images, List<Embedding> results, Runnable fence) {
        writes.lock();
        try {
            transaction.commit(() -> {
                fence.run();
                for (int i = 0; i < images.size(); i++) {
                    embeddings.save(modelId, images.get(i).imageId(), results.get(i));
                }
                return images.size();
            });
        } finally {
            writes.unlock();
        }
    }
}
