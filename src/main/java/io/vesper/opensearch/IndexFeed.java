package io.vesper.opensearch;

import io.vesper.index.GalleryName;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.IndexFeedStore;
import io.vesper.store.LogMoment;
import io.vesper.store.LogReader;
import io.vesper.store.SettledSequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds the indexes of one model from the log of changes. Of all processes that serve the model, the one with the lease does; when it
 * gives no sign of life, another goes on where it was: what is then written twice has the same version, and no effect.
 */
final class IndexFeed {
    private static final Logger LOG = LoggerFactory.getLogger(IndexFeed.class);
    private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final UUID owner = UUID.randomUUID();
    private final ModelIndexes images;
    private final IndexParts parts;
    private final IndexBuilds builds;
    private final FormerModels formerModels;
    private final IndexWriter writer;
    private final GalleryDatabase database;
    private final IndexFeedStore feeds;
    private final LogReader reader;
    private final OpenSearchSettings settings;
    private final FeedMeters meters;
    private final SettledSequence settled = new SettledSequence();
    private boolean isOwner;
    private long nextCheck;
    private long nextRetry;

    IndexFeed(
            ModelIndexes images,
            IndexParts parts,
            IndexBuilds builds,
            FormerModels formerModels,
            IndexWriter writer,
            GalleryDatabase database,
            OpenSearchSettings settings,
            FeedMeters meters) {
        this.images = images;
        this.parts = parts;
        this.builds = builds;
        this.formerModels = formerModels;
        this.writer = writer;
        this.database = database;
        this.feeds = database.indexFeed();
        this.reader = new LogReader(database.changes());
        this.settings = settings;
        this.meters = meters;
    }

    /** Feeds what there is if this process has, or gets, the lease. */
    void run() {
        if (!feeds.lease(images.modelId(), owner, settings.feedLease())) {
            isOwner = false;
            return;
        }
        if (!isOwner) {
            begin();
        }
        if (System.nanoTime() - nextCheck >= 0) {
            check();
            nextCheck = System.nanoTime() + CHECK_NANOS;
        }
        feed();
    }

    private void begin() {
        IndexFeedStore.Feed feed = feeds.find(images.modelId());
        if (feed == null || !feed.isBuilt()) {
            // Each index is filled from the database, and reads from the log what came since.
            LogMoment now = reader.skip();
            advance(reader.position(), null);
            LOG.info("The indexes of the model ({}) begin at the change {}.", images.modelId(), now.position());
        } else {
            reader.begin(feed.position());
        }
        settled.reset();
        nextCheck = System.nanoTime();
        nextRetry = System.nanoTime() + settings.retryInterval().toNanos();
        isOwner = true;
        LOG.debug("This process feeds the indexes of the model ({}).", images.modelId());
    }

    private void check() {
        formerModels.clear();
        parts.clear(builds.running());
        parts.dropEmpty();
        for (GalleryName gallery : parts.missing()) {
            builds.start(gallery);
        }
    }

    private void feed() {
        parts.serveFilled();
        Map<GalleryName, String> serving = parts.serving();
        Set<String> touched = new HashSet<>();
        LogReader.Look look;
        do {
            look = reader.next();
            if (look.wentBack()) {
                rebuildAll(serving.keySet());
                return;
            }
            take(IndexParts.newest(look.changes()), serving, touched);
            if (!look.isWhole()) {
                advance(reader.position(), null);
            }
        } while (!look.isWhole());
        retryRefused(serving, touched);
        writer.refresh(touched);
        Long through = settled.through(look.moment());
        // A gallery whose index was just begun is known only once that has been made.
        boolean isSearchedWhole = builds.running().isEmpty() && serving.keySet().containsAll(parts.known());
        advance(reader.position(), isSearchedWhole ? through : null);
        meters.refused(feeds.countRefused(images.modelId()));
    }

    /** As after a backup was restored: what the indexes have is newer than what will be written. */
    private void rebuildAll(Set<GalleryName> galleries) {
        LOG.warn(
                "The log of changes is shorter than it was: the indexes of the model ({}) are built anew.",
                images.modelId());
        reader.skip();
        advance(reader.position(), 0L);
        galleries.forEach(builds::start);
    }

    private void take(Map<UUID, Long> versions, Map<GalleryName, String> serving, Set<String> touched) {
        List<UUID> all = new ArrayList<>(versions.keySet());
        for (int from = 0; from < all.size(); from += settings.feedBatch()) {
            Map<UUID, Long> page = new LinkedHashMap<>();
            all.subList(from, Math.min(from + settings.feedBatch(), all.size()))
                    .forEach(image -> page.put(image, versions.get(image)));
            takePage(page, serving, touched);
        }
    }

    /** Images of galleries whose index is still to be built come to it from the log. */
    private void takePage(Map<UUID, Long> page, Map<GalleryName, String> serving, Set<String> touched) {
        checkLease();
        ModelIndexes.Writes writes = images.of(page, serving);
        writes.unknown().stream()
                .filter(gallery -> !parts.known().contains(gallery))
                .forEach(builds::start);
        if (!writes.writes().isEmpty()) {
            Map<UUID, String> refused = writer.write(writes.writes());
            page.keySet().forEach(image -> note(image, refused.get(image)));
            writes.writes().forEach(write -> touched.add(write.alias()));
            meters.fed(page.size());
        }
    }

    private void note(UUID image, @Nullable String reason) {
        if (reason != null) {
            LOG.error("The search cluster refuses the image ({}): {}", image, reason);
            feeds.refuse(images.modelId(), image, reason);
        } else if (hasRefused()) {
            feeds.accept(images.modelId(), image);
        }
    }

    private boolean hasRefused() {
        return meters.refused() > 0;
    }

    /** One that is refused holds up no other. */
    private void retryRefused(Map<GalleryName, String> serving, Set<String> touched) {
        if (System.nanoTime() - nextRetry < 0) {
            return;
        }
        nextRetry = System.nanoTime() + settings.retryInterval().toNanos();
        List<UUID> refused = feeds.refused(images.modelId(), settings.feedBatch());
        if (!refused.isEmpty()) {
            meters.refused(refused.size());
            Map<UUID, Long> versions = new LinkedHashMap<>();
            refused.forEach(image -> versions.put(image, reader.position()));
            takePage(versions, serving, touched);
        }
    }

    private void checkLease() {
        if (!feeds.lease(images.modelId(), owner, settings.feedLease())) {
            lost();
        }
    }

    private void advance(long position, @Nullable Long sequence) {
        if (!feeds.advance(images.modelId(), owner, position, sequence)) {
            lost();
        }
    }

    private void lost() {
        isOwner = false;
        throw new LostLeaseException(images.modelId());
    }

    /** Lets another process feed at once. */
    void release() {
        if (isOwner) {
            feeds.release(images.modelId(), owner);
            isOwner = false;
        }
    }

    /** After a failure: what was read from the log may not be in the indexes, and is read again. */
    void again() {
        isOwner = false;
    }
}
