package io.vesper.opensearch;

import io.vesper.index.GalleryName;
import io.vesper.index.IndexAwayException;
import io.vesper.store.Change;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.IndexPartStore;
import io.vesper.store.IndexPartStore.Part;
import io.vesper.store.IndexPartStore.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the indexes of one model be searched once they are filled, and has those built that are missing. Used by whoever feeds. */
final class IndexParts {
    private static final Logger LOG = LoggerFactory.getLogger(IndexParts.class);
    private static final int PAGE = 1000;

    private final ModelIndexes images;
    private final IndexNames names;
    private final ClusterIndexes indexes;
    private final IndexWriter writer;
    private final GalleryDatabase database;
    private final IndexPartStore parts;

    IndexParts(
            ModelIndexes images,
            IndexNames names,
            ClusterIndexes indexes,
            IndexWriter writer,
            GalleryDatabase database) {
        this.images = images;
        this.names = names;
        this.indexes = indexes;
        this.writer = writer;
        this.database = database;
        this.parts = database.indexParts();
    }

    /** The aliases of the galleries that are searched. */
    Map<GalleryName, String> serving() {
        Map<GalleryName, String> serving = new HashMap<>();
        for (Part part : parts.of(images.modelId())) {
            if (part.state() == State.SERVING) {
                serving.put(part.gallery(), names.alias(part.gallery()));
            }
        }
        return serving;
    }

    /** The galleries that have an index, or shall have it. */
    Set<GalleryName> known() {
        Set<GalleryName> known = new HashSet<>();
        parts.of(images.modelId()).forEach(part -> known.add(part.gallery()));
        return known;
    }

    /** Lets the filled indexes be searched, brought up to the log of changes. */
    void serveFilled() {
        for (Part part : parts.of(images.modelId())) {
            if (part.state() == State.FILLED) {
                serve(part);
            }
        }
    }

    private void serve(Part part) {
        Part before = parts.serving(part.modelId(), part.gallery());
        boolean isSwitched = part.indexName().equals(indexes.aliases().get(names.alias(part.gallery())));
        if (!isSwitched) { // else this was cut short after the switch
            replay(part);
            indexes.serve(part, before);
        }
        database.transaction().executeWithoutResult(status -> {
            if (before != null) {
                parts.delete(before.indexName());
            }
            parts.set(part.indexName(), State.SERVING);
        });
        if (before != null) {
            indexes.delete(before.indexName());
        }
        LOG.info("The index ({}) is searched now.", part.indexName());
    }

    /** Reads from the log what may have changed since the index was filled. */
    private void replay(Part part) {
        Map<GalleryName, String> alias = Map.of(part.gallery(), ClusterIndexes.fillAlias(part));
        long from = part.position();
        List<Change> page = database.changes().after(from, PAGE);
        while (!page.isEmpty()) {
            Map<UUID, Long> versions = newest(page);
            if (!versions.isEmpty()) {
                List<IndexWriter.Write> writes = images.of(versions, alias).writes();
                if (!writes.isEmpty()) {
                    writer.write(writes)
                            .forEach((image, reason) -> database.indexFeed().refuse(part.modelId(), image, reason));
                }
            }
            from = page.get(page.size() - 1).position();
            page = database.changes().after(from, PAGE);
        }
        writer.refresh(List.of(ClusterIndexes.fillAlias(part)));
    }

    /** Of each image the last change. */
    static Map<UUID, Long> newest(List<Change> changes) {
        Map<UUID, Long> newest = new LinkedHashMap<>();
        for (Change change : changes) {
            UUID image = change.imageId();
            if (image != null) {
                newest.merge(image, change.position(), Math::max);
            }
        }
        return newest;
    }

    /** Deletes what a build that was broken off has left, and indexes that nothing knows of. */
    void clear(Set<GalleryName> building) {
        parts.abandoned(images.modelId()).forEach(part -> parts.delete(part.indexName()));
        List<Part> known = parts.of(images.modelId());
        Set<String> names = new HashSet<>();
        for (Part part : known) {
            if (part.state() == State.FILLING && !part.isOfJob() && !building.contains(part.gallery())) {
                parts.delete(part.indexName());
            } else {
                names.add(part.indexName());
            }
        }
        for (String index : indexes.all()) {
            if (!names.contains(index) && parts.find(index) == null) {
                LOG.info("The index ({}) is left over and deleted.", index);
                indexes.delete(index);
            }
        }
    }

    /** Deletes the indexes of galleries that have no images any more: each costs the cluster something. */
    void dropEmpty() {
        Set<GalleryName> withImages = new HashSet<>(database.galleries().withImages());
        for (Part part : parts.of(images.modelId())) {
            if (part.state() == State.SERVING && !withImages.contains(part.gallery())) {
                parts.delete(part.indexName());
                indexes.delete(part.indexName());
                LOG.info("The index ({}) has no images any more and is deleted.", part.indexName());
            }
        }
    }

    /** Galleries that have images but no index, be it that it was never built, or that somebody has deleted it. */
    List<GalleryName> missing() {
        Map<String, String> aliases = indexes.aliases();
        Set<GalleryName> there = new HashSet<>();
        List<Part> all = parts.of(images.modelId());
        Set<String> known = new HashSet<>();
        all.forEach(part -> known.add(part.indexName()));
        for (Part part : all) {
            if (known.contains(aliases.getOrDefault(names.alias(part.gallery()), ""))) {
                there.add(part.gallery()); // by this index, or by one that is just taking its place
                continue;
            }
            String alias = part.state() == State.SERVING ? names.alias(part.gallery()) : ClusterIndexes.fillAlias(part);
            if (part.indexName().equals(aliases.get(alias)) || part.state() == State.FILLING) {
                there.add(part.gallery());
            } else {
                LOG.warn("The index ({}) is gone and is built anew.", part.indexName());
                parts.delete(part.indexName());
            }
        }
        List<GalleryName> missing = new ArrayList<>(database.galleries().withImages());
        missing.removeAll(there);
        return missing;
    }

    /**
     * Why a gallery cannot be searched.
     *
     * @param through every image up to that sequence number is said to be found
     * @return null: it has no images that are said to be found
     */
    @Nullable
    IndexAwayException whyMissing(GalleryName gallery, long through) {
        boolean isExpected = parts.serving(images.modelId(), gallery) != null
                || !database.galleries().images(gallery, through, 1).isEmpty();
        return isExpected
                ? new IndexAwayException(
                        "The index of the gallery (%s) is gone and is being built anew.".formatted(gallery))
                : null;
    }
}
