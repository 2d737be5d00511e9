package io.vesper.opensearch;

import io.vesper.embedding.Embedder;
import io.vesper.embedding.Embedding;
import io.vesper.index.GalleryName;
import io.vesper.serving.EmbeddingUpkeep;
import io.vesper.store.EmbeddingStore.Kept;
import io.vesper.store.GalleryDatabase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the indexes of one model are to hold: turns images, as the database has them, into writes. */
final class ModelIndexes {
    private final Embedder embedder;
    private final EmbeddingUpkeep upkeep;
    private final GalleryDatabase database;

    ModelIndexes(Embedder embedder, EmbeddingUpkeep upkeep, GalleryDatabase database) {
        this.embedder = embedder;
        this.upkeep = upkeep;
        this.database = database;
    }

    String modelId() {
        return embedder.modelId();
    }

    /**
     * What to write for some images.
     *
     * @param unknown galleries of images for which there is no alias
     */
    record Writes(List<IndexWriter.Write> writes, Set<GalleryName> unknown) {}

    /**
     * What to write so that the indexes hold some images as they are now; what the model has not embedded, it embeds.
     *
     * @param versions of each image, at least one
     * @param aliases of the galleries' indexes; an image that is gone is taken out of all of them
     */
    Writes of(Map<UUID, Long> versions, Map<GalleryName, String> aliases) {
        List<UUID> images = List.copyOf(versions.keySet());
        upkeep.embed(embedder, images);
        Map<UUID, Kept> kept = database.embeddings().kept(embedder.modelId(), embedder.dimension(), images);
        List<IndexWriter.Write> writes = new ArrayList<>();
        Set<GalleryName> unknown = new HashSet<>();
        versions.forEach((image, version) -> {
            Kept now = kept.get(image);
            Embedding embedding = now == null ? null : upkeep.intact(embedder, now);
            if (now == null || embedding == null) {
                aliases.values().forEach(alias -> writes.add(new IndexWriter.Write(alias, image, version, null)));
                return;
            }
            GalleryName gallery = now.entry().labels().gallery();
            String alias = aliases.get(gallery);
            if (alias == null) {
                unknown.add(gallery);
            } else {
                writes.add(new IndexWriter.Write(alias, image, version, ImageDocument.of(now.entry(), embedding)));
            }
        });
        return new Writes(writes, unknown);
    }

    /**
     * Embeds what waits in a stretch of the order of enrolment: an embedding that comes later is no change, and nothing tells of it.
     *
     * @param fence called before what was embedded is kept; what it throws ends the work
     */
    void embedMissing(long after, long through, Runnable fence) {
        upkeep.embedMissing(embedder, after + 1, through, fence, embedded -> {});
    }

    /** A page of a gallery, in the order of enrolment. */
    List<Kept> page(GalleryName gallery, long after, long through, int limit) {
        return database.embeddings().kept(embedder.modelId(), embedder.dimension(), gallery, after, through, limit);
    }

    /** What to write for a page, under one version for all. */
    List<IndexWriter.Write> of(List<Kept> page, String alias, long version) {
        List<IndexWriter.Write> writes = new ArrayList<>();
        for (Kept kept : page) {
            Embedding embedding = upkeep.intact(embedder, kept);
            if (embedding != null) {
                writes.add(new IndexWriter.Write(
                        alias, kept.entry().imageId(), version, ImageDocument.of(kept.entry(), embedding)));
            }
        }
        return writes;
    }
}
