package io.vesper.opensearch;

import io.vesper.index.IndexAwayException;
import io.vesper.store.IndexFeedStore;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Feeds again and again, and knows how far the indexes are, whoever feeds them. */
final class FeedThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FeedThread.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final String modelId;
    private final IndexFeed feed;
    private final IndexFeedStore feeds;
    private final FeedMeters meters;
    private final Duration interval;
    private final Runnable afterwards;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread;
    private volatile boolean running = true;
    private volatile IndexFeedStore.@Nullable Feed state;
    private volatile @Nullable String error;

    /** @param afterwards runs after each round that went well */
    FeedThread(
            String modelId,
            IndexFeed feed,
            IndexFeedStore feeds,
            FeedMeters meters,
            Duration interval,
            Runnable afterwards) {
        this.modelId = modelId;
        this.feed = feed;
        this.feeds = feeds;
        this.meters = meters;
        this.interval = interval;
        this.afterwards = afterwards;
        this.thread = new Thread(this::work, "index-feed");
        thread.setDaemon(true);
    }

    void start() {
        meters.begin();
        thread.start();
    }

    /** There is something to feed. */
    void wake() {
        wake.release();
    }

    /** How far the indexes are; null: they were never built. */
    IndexFeedStore.@Nullable Feed state() {
        IndexFeedStore.Feed known = state;
        return known != null ? known : feeds.find(modelId);
    }

    /** Why feeding failed last; null: it did not. */
    @Nullable
    String error() {
        return error;
    }

    private void work() {
        while (running) {
            await(round() ? interval : AFTER_FAILURE);
        }
        try {
            feed.release();
        } catch (RuntimeException e) {
            LOG.debug("The lease of the feed ends by itself: {}", e.getMessage());
        }
    }

    private boolean round() {
        try {
            feed.run();
            state = feeds.find(modelId);
            meters.complete(feeds.ageMillis(modelId));
            afterwards.run();
            if (error != null) {
                LOG.info("The search cluster is fed again.");
            }
            error = null;
            return true;
        } catch (LostLeaseException e) {
            LOG.info(e.getMessage());
            return true;
        } catch (RuntimeException | Error e) { // the thread must go on
            failed(e);
            return false;
        }
    }

    private void failed(Throwable reason) {
        feed.again();
        meters.failed();
        String message = String.valueOf(reason.getMessage());
        if (error == null) {
            if (reason instanceof IndexAwayException) {
                LOG.warn("The search cluster is fed later: {}", message);
            } else {
                LOG.error("The search cluster cannot be fed; it is tried again.", reason);
            }
        }
        error = message;
    }

    private void await(Duration longest) {
        try {
            if (wake.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                wake.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    /** Lets another process feed. */
    @Override
    public void close() {
        running = false;
        wake();
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
