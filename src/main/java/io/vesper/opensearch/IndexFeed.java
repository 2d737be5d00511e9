package io.vesper.opensearch;

import io.vesper.index.GalleryName;
import io.vesper.store.ChangeLog;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds the indexes of one model from the log of changes. Of all processes that serve the model, the one with the lease does; when it
 * gives no sign of life, another goes on where it was: what is then written twice has the same version, and no effect.
 */
final class IndexFeed {
    private static final Logger LOG = LoggerFactory.getLogger(IndexFeed.class);
    /** Looks at the log in one round: however much is enrolled, what was written is to be found, and indexes are looked after. */
    private static final int MOST_LOOKS = 20;

    private final FeedLease lease;
    private final IndexUpkeep upkeep;
    private final ModelIndexes images;
    private final IndexWriter writer;
    private final RefusedImages refused;
    private final ChangeLog log;
    private final IndexFeedStore feeds;
    private final LogReader reader;
    private final int batch;
    private final FeedMeters meters;
    private final SettledSequence settled = new SettledSequence();
    private boolean isBegun;

    /** @param batch images that are written at a time */
    IndexFeed(
            FeedLease lease,
            IndexUpkeep upkeep,
            ModelIndexes images,
            IndexWriter writer,
            RefusedImages refused,
            GalleryDatabase database,
            int batch,
            FeedMeters meters) {
        this.lease = lease;
        this.upkeep = upkeep;
        this.images = images;
        this.writer = writer;
        this.refused = refused;
        this.log = database.changes();
        this.feeds = database.indexFeed();
        this.reader = new LogReader(log);
        this.batch = batch;
        this.meters = meters;
    }

    /** Feeds what there is if this process has, or gets, the lease. */
    void run() {
        boolean wasHeld = lease.isHeld();
        if (!lease.take()) {
            isBegun = false;
            return;
        }
        if (!wasHeld || !isBegun) {
            begin();
        }
        upkeep.check(reader.position());
        feed();
    }

    private void begin() {
        boolean isOurs = upkeep.begin(log.moment().position());
        settled.reset();
        IndexFeedStore.Feed feed = feeds.find(lease.modelId());
        if (!isOurs) {
            startOver();
        } else if (feed == null || !feed.isBuilt()) {
            // Each index is filled from the database, and reads from the log what came since.
            LogMoment now = reader.skip();
            advance(null, false);
            LOG.info("The indexes of the model ({}) begin at the change {}.", lease.modelId(), now.position());
        } else {
            reader.begin(feed.position());
        }
        isBegun = true;
        LOG.debug("This process feeds the indexes of the model ({}).", lease.modelId());
    }

    private void feed() {
        Map<GalleryName, String> serving = upkeep.serving();
        Set<String> touched = new HashSet<>();
        LogReader.Look look;
        int looks = 0;
        do {
            look = reader.next();
            looks++;
            if (look.wentBack() || !take(IndexParts.newest(look.changes()), serving, touched)) {
                startOver();
                return;
            }
            if (!look.isWhole()) {
                advance(null, false);
            }
        } while (!look.isWhole() && looks < MOST_LOOKS);
        if (!retryRefused(serving, touched)) {
            startOver();
            return;
        }
        writer.refresh(touched);
        end(look, upkeep.isComplete(serving.keySet()));
    }

    private void end(LogReader.Look look, boolean isComplete) {
        if (look.isWhole()) {
            Long through = settled.through(look.moment());
            advance(isComplete ? through : null, isComplete);
        }
        refused.count();
    }

    private void startOver() {
        upkeep.startOver();
        reader.skip();
        settled.reset();
        advance(null, false);
    }

    /** @return false if the cluster has newer changes than the log */
    private boolean take(Map<UUID, Long> versions, Map<GalleryName, String> serving, Set<String> touched) {
        List<UUID> all = new ArrayList<>(versions.keySet());
        for (int from = 0; from < all.size(); from += batch) {
            Map<UUID, Long> page = new LinkedHashMap<>();
            all.subList(from, Math.min(from + batch, all.size()))
                    .forEach(image -> page.put(image, versions.get(image)));
            if (!takePage(page, serving, touched)) {
                return false;
            }
        }
        return true;
    }

    /** Images of galleries whose index is still to be built come to it from the log. */
    private boolean takePage(Map<UUID, Long> page, Map<GalleryName, String> serving, Set<String> touched) {
        lease.check();
        ModelIndexes.Writes writes = images.of(page, serving);
        upkeep.build(writes.unknown());
        if (writes.writes().isEmpty()) {
            return true;
        }
        IndexWriter.Written written = writer.write(writes.writes());
        if (written.newest() >= 0 && written.newest() > log.moment().position()) {
            return false;
        }
        refused.note(page.keySet(), written.refused());
        writes.writes().forEach(write -> touched.add(write.alias()));
        meters.fed(page.size());
        return true;
    }

    /** @return false if the cluster has newer changes than the log */
    private boolean retryRefused(Map<GalleryName, String> serving, Set<String> touched) {
        Map<UUID, Long> versions = new LinkedHashMap<>();
        refused.due(batch).forEach(image -> versions.put(image, reader.position()));
        return versions.isEmpty() || takePage(versions, serving, touched);
    }

    private void advance(@Nullable Long sequence, boolean isWhole) {
        if (!feeds.advance(lease.modelId(), lease.owner(), reader.position(), sequence, isWhole)) {
            throw new LostLeaseException(lease.modelId());
        }
    }

    /** After a failure: what was read from the log may not be in the indexes, and is read again. */
    void again() {
        isBegun = false;
    }

    /** Lets another process feed at once. */
    void release() {
        lease.close();
    }
}
