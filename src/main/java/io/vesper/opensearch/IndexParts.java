package io.vesper.opensearch;

import io.vesper.index.GalleryName;
import io.vesper.index.IndexAwayException;
import io.vesper.store.Change;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.IndexPartStore;
import io.vesper.store.IndexPartStore.Part;
import io.vesper.store.IndexPartStore.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    private final FeedLease lease;
    private final IndexPartStore parts;

    IndexParts(
            ModelIndexes images,
            IndexNames names,
            ClusterIndexes indexes,
            IndexWriter writer,
            GalleryDatabase database,
            FeedLease lease) {
        this.images = images;
        this.names = names;
        this.indexes = indexes;
        this.writer = writer;
        this.database = database;
        this.lease = lease;
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

    List<Part> all() {
        return parts.of(images.modelId());
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
        boolean isSwitched = indexes.there().leads(names.alias(part.gallery()), part.indexName());
        if (!isSwitched) { // else this was cut short after the switch
            replay(part);
            lease.check();
            indexes.serve(part);
        }
        Optional<String> before = Objects.requireNonNull(database.transaction().execute(status -> replace(part)));
        before.ifPresent(indexes::delete);
        LOG.info("The index ({}) is searched now.", part.indexName());
    }

    /** Returns the name of the index that is not needed any more. */
    private Optional<String> replace(Part part) {
        lease.check(); // another process, which had it meanwhile, may have done all of this
        Part before = parts.serving(part.modelId(), part.gallery());
        if (!parts.advance(part.indexName(), State.FILLED, State.SERVING) || before == null) {
            return Optional.empty();
        }
        parts.delete(before.indexName());
        return Optional.of(before.indexName());
    }

    /** Reads from the log what may have changed since the index was filled. */
    private void replay(Part part) {
        Map<GalleryName, String> alias = Map.of(part.gallery(), ClusterIndexes.fillAlias(part));
        long from = part.position();
        List<Change> page = database.changes().after(from, PAGE);
        while (!page.isEmpty()) {
            lease.check();
            Map<UUID, Long> versions = newest(page);
            if (!versions.isEmpty()) {
                writer.write(images.of(versions, alias).writes())
                        .refused()
                        .forEach((image, reason) -> database.indexFeed().refuse(part.modelId(), image, reason));
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

    /** As after a backup of the database was restored: the indexes are of a future that did not come, and are built anew. */
    void forgetAll() {
        database.transaction().executeWithoutResult(status -> {
            lease.check();
            parts.deleteAll(images.modelId());
        });
    }

    /**
     * Deletes what builds that were broken off have left, the indexes of galleries that have no images any more, as each costs the
     * cluster something, and indexes that nothing knows of.
     *
     * @param there what the cluster had a moment before
     * @param building galleries whose index this process builds
     */
    void clear(IndexesThere there, Set<GalleryName> building) {
        parts.abandoned(images.modelId()).forEach(part -> parts.delete(part.indexName()));
        Set<GalleryName> withImages = new HashSet<>(database.galleries().withImages());
        Set<GalleryName> serving = serving().keySet();
        for (Part part : parts.of(images.modelId())) {
            boolean isBuilt = part.state() != State.FILLING;
            boolean isLeft = !isBuilt && !part.isOfJob() && !building.contains(part.gallery());
            if (isLeft && serving.contains(part.gallery())
                    || (isLeft || isBuilt) && !withImages.contains(part.gallery())) {
                parts.delete(part.indexName());
            }
        }
        Set<String> known = new HashSet<>();
        parts.of(images.modelId()).forEach(part -> known.add(part.indexName()));
        for (String index : there.names()) {
            if (!known.contains(index) && parts.find(index) == null) {
                LOG.info("The index ({}) is not needed any more and is deleted.", index);
                indexes.delete(index);
            }
        }
    }

    /**
     * Galleries that have images but no index, be it that it was never built, not to its end, or that somebody has deleted it.
     *
     * @param all the parts a moment before the cluster was looked at: of a younger one it could not know
     */
    List<GalleryName> missing(List<Part> all, IndexesThere there) {
        Set<GalleryName> found = new HashSet<>();
        Map<String, Part> known = new HashMap<>();
        all.forEach(part -> known.put(part.indexName(), part));
        for (Part part : all) {
            Part searched = known.get(there.aliases().getOrDefault(names.alias(part.gallery()), ""));
            if (searched != null && searched.state() != State.FILLING) {
                found.add(part.gallery()); // by this index, or by one that is just taking its place
            } else if (searched == part
                    || part.state() != State.FILLING && !there.leads(alias(part), part.indexName())) {
                // One that is searched, but is to be filled, is of a database that has forgotten what it had.
                LOG.warn("The index ({}) is gone, or not what it should be, and is built anew.", part.indexName());
                parts.delete(part.indexName());
            } else if (part.state() != State.FILLING || part.isOfJob()) {
                found.add(part.gallery());
            }
        }
        List<GalleryName> missing = new ArrayList<>(database.galleries().withImages());
        missing.removeAll(found);
        return missing;
    }

    /** Under which a gallery is searched. */
    String alias(GalleryName gallery) {
        return names.alias(gallery);
    }

    Collection<GalleryName> withImages() {
        return database.galleries().withImages();
    }

    private String alias(Part part) {
        return part.state() == State.SERVING ? names.alias(part.gallery()) : ClusterIndexes.fillAlias(part);
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
