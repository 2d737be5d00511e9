package io.vesper.opensearch;

import io.vesper.embedding.Embedder;
import io.vesper.index.GalleryIndex;
import io.vesper.index.IndexAwayException;
import io.vesper.serving.EmbeddingProgress;
import io.vesper.serving.EmbeddingUpkeep;
import io.vesper.serving.IndexKeeper;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.IndexFeedStore.Feed;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the indexes of one model in a cluster: they follow the log of changes by themselves. */
final class OpenSearchKeeper implements IndexKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(OpenSearchKeeper.class);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Embedder embedder;
    private final OpenSearchIndex index;
    private final EmbeddingUpkeep upkeep;
    private final ClusterIndexes indexes;
    private final GalleryDatabase database;
    private final FeedThread feed;
    private final IndexComparison comparison;
    private final Duration patience;
    private boolean isLoaded;
    private long embeddedThrough;

    OpenSearchKeeper(
            Embedder embedder,
            OpenSearchIndex index,
            EmbeddingUpkeep upkeep,
            ClusterIndexes indexes,
            GalleryDatabase database,
            FeedThread feed,
            IndexComparison comparison,
            Duration patience) {
        this.embedder = embedder;
        this.index = index;
        this.upkeep = upkeep;
        this.indexes = indexes;
        this.database = database;
        this.feed = feed;
        this.comparison = comparison;
        this.patience = patience;
    }

    @Override
    public GalleryIndex index() {
        return index;
    }

    /**
     * Waits for indexes that were never built. Those that were need not be reached now: enrolments go on without the cluster, and
     * searches ask it anew.
     *
     * @throws IllegalStateException if another installation has indexes of the same names, or the cluster lacks the engine
     */
    @Override
    public void load(EmbeddingProgress progress) {
        long youngest = database.images().youngest();
        upkeep.embedMissing(embedder, embeddedThrough, progress);
        embeddedThrough = youngest;
        if (!isLoaded) {
            checkCluster();
            feed.start();
            awaitIndexes(youngest, progress);
            isLoaded = true;
        }
    }

    private void checkCluster() {
        try {
            indexes.checkOwn(indexes.there());
            if (database.indexParts().of(embedder.modelId()).isEmpty()) {
                indexes.checkEngine();
            }
        } catch (IndexAwayException | RefusedRequestException e) { // enrolments go on without it
            LOG.warn("Whether the search cluster will do is seen before it is fed: {}", e.getMessage());
        }
    }

    private void awaitIndexes(long youngest, EmbeddingProgress progress) {
        long end = System.nanoTime() + patience.toNanos();
        Feed before = database.indexFeed().find(embedder.modelId());
        boolean wasBuilt = before != null && before.isBuilt() && before.sequence() > 0;
        while (!has(youngest) && !(wasBuilt && System.nanoTime() > end)) {
            progress.advance(0); // it may end the wait
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        if (!has(youngest)) {
            LOG.warn(
                    "The search cluster has not everything of the model ({}) yet: {}",
                    embedder.modelId(),
                    feed.error() == null ? "it is being fed" : feed.error());
        }
    }

    private boolean has(long youngest) {
        Feed state = database.indexFeed().find(embedder.modelId());
        return state != null && state.isBuilt() && state.sequence() >= youngest;
    }

    /** Whoever feeds embeds what is missing. */
    @Override
    public void embed(List<UUID> images) {
        feed.wake();
    }

    /** Whoever feeds takes them from the log. */
    @Override
    public void take(List<UUID> images) {
        feed.wake();
    }

    @Override
    public int mend(Runnable catchUp) {
        return comparison.mend(catchUp);
    }
}
