package io.vesper.opensearch;

import io.vesper.index.GalleryName;
import io.vesper.store.IndexPartStore.Part;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the indexes of one model built that are missing, and those deleted that are not needed any more. Used by whoever feeds. */
final class IndexUpkeep {
    private static final Logger LOG = LoggerFactory.getLogger(IndexUpkeep.class);
    private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** Each note is told to all nodes. */
    private static final long NOTE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final ClusterIndexes indexes;
    private final IndexParts parts;
    private final IndexBuilds builds;
    private final FormerModels formerModels;
    private long nextCheck;
    private long nextNote = System.nanoTime();

    IndexUpkeep(ClusterIndexes indexes, IndexParts parts, IndexBuilds builds, FormerModels formerModels) {
        this.indexes = indexes;
        this.parts = parts;
        this.builds = builds;
        this.formerModels = formerModels;
    }

    /**
     * The first look of whoever feeds from now on.
     *
     * @param position how far the log of changes is
     * @return whether the indexes are of no future that the database has forgotten
     * @throws IllegalStateException if another installation has indexes of the same names
     */
    boolean begin(long position) {
        IndexesThere there = indexes.there();
        indexes.checkOwn(there);
        nextCheck = System.nanoTime();
        return there.position() <= position;
    }

    /** From time to time. @param position how far the indexes are fed */
    void check(long position) {
        if (System.nanoTime() - nextCheck < 0) {
            return;
        }
        nextCheck = System.nanoTime() + CHECK_NANOS;
        formerModels.clear();
        List<Part> all = parts.all();
        IndexesThere there = indexes.there();
        indexes.checkOwn(there);
        parts.clear(there, builds.running());
        parts.missing(all, there).forEach(builds::start);
        note(there, position);
    }

    /** In one index: it tells of all. */
    private void note(IndexesThere there, long position) {
        if (System.nanoTime() - nextNote < 0 || position <= there.position()) {
            return;
        }
        parts.serving().keySet().stream()
                .min(Comparator.comparing(GalleryName::value))
                .ifPresent(gallery -> {
                    String index = there.aliases().get(parts.alias(gallery));
                    if (index != null) {
                        indexes.note(index, position);
                        nextNote = System.nanoTime() + NOTE_NANOS;
                    }
                });
    }

    /** Lets the indexes be searched that have been filled; returns the aliases of all that are searched. */
    Map<GalleryName, String> serving() {
        parts.serveFilled();
        return parts.serving();
    }

    /** Begins the indexes of galleries that nothing knows of yet. */
    void build(Collection<GalleryName> galleries) {
        Set<GalleryName> known = parts.known();
        galleries.stream().filter(gallery -> !known.contains(gallery)).forEach(builds::start);
    }

    /** Whether every gallery is searched that has images, or is known. */
    boolean isComplete(Set<GalleryName> serving) {
        return builds.running().isEmpty()
                && serving.containsAll(parts.known())
                && serving.containsAll(parts.withImages());
    }

    /** As after a backup of the database was restored: what the indexes have is newer than what will be written. */
    void startOver() {
        LOG.warn(
                "The indexes have changes that the database does not know of, as after it was restored: they are built anew.");
        parts.forgetAll();
        nextCheck = System.nanoTime();
    }
}
