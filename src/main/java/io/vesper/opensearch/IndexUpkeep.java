package io.vesper.opensearch;

import io.vesper.index.GalleryName;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the indexes of one model built that are missing, and those deleted that are not needed any more. Used by whoever feeds. */
final class IndexUpkeep {
    private static final Logger LOG = LoggerFactory.getLogger(IndexUpkeep.class);
    private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final ClusterIndexes indexes;
    private final IndexParts parts;
    private final IndexBuilds builds;
    private final FormerModels formerModels;
    private long nextCheck;

    IndexUpkeep(ClusterIndexes indexes, IndexParts parts, IndexBuilds builds, FormerModels formerModels) {
        this.indexes = indexes;
        this.parts = parts;
        this.builds = builds;
        this.formerModels = formerModels;
    }

    /** @throws IllegalStateException if another installation has indexes of the same names */
    void begin() {
        indexes.checkOwn();
        nextCheck = System.nanoTime();
    }

    /** From time to time. */
    void check() {
        if (System.nanoTime() - nextCheck < 0) {
            return;
        }
        nextCheck = System.nanoTime() + CHECK_NANOS;
        formerModels.clear();
        parts.clear(builds.running());
        parts.missing().forEach(builds::start);
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

    /** Whether every gallery that is known is searched. One whose index was just begun is known only once that has been made. */
    boolean isComplete(Set<GalleryName> serving) {
        return builds.running().isEmpty() && serving.containsAll(parts.known());
    }

    /** As after a backup of the database was restored: what the indexes have is newer than what will be written. */
    void startOver() {
        LOG.warn(
                "The indexes have changes that the database does not know of, as after it was restored: they are built anew.");
        parts.forgetAll();
        nextCheck = System.nanoTime();
    }
}
