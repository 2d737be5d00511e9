package io.vesper.opensearch;

import io.vesper.store.IndexFeedStore;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The right to feed the indexes of one model, which one process has at a time. While it is held, signs of life are given beside the
 * work: a page may take longer than the lease.
 */
final class FeedLease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FeedLease.class);
    private static final int SIGNS_PER_LEASE = 3;

    private final UUID owner = UUID.randomUUID();
    private final IndexFeedStore feeds;
    private final String modelId;
    private final Duration length;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "index-feed-lease");
        thread.setDaemon(true);
        return thread;
    });
    private boolean isClosed;
    private boolean isKept;
    private volatile boolean isHeld;

    FeedLease(IndexFeedStore feeds, String modelId, Duration length) {
        this.feeds = feeds;
        this.modelId = modelId;
        this.length = length;
    }

    String modelId() {
        return modelId;
    }

    UUID owner() {
        return owner;
    }

    /** Gets it, or keeps it; false while another process has it. */
    synchronized boolean take() {
        isHeld = !isClosed && feeds.lease(modelId, owner, length);
        if (isHeld && !isKept) {
            isKept = true;
            long everyMillis = length.toMillis() / SIGNS_PER_LEASE;
            var unused = clock.scheduleAtFixedRate(this::giveSign, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
        }
        return isHeld;
    }

    /** As far as this process knows. */
    boolean isHeld() {
        return isHeld;
    }

    /**
     * Makes sure that it is still this process's: within a transaction, until that ends.
     *
     * @throws LostLeaseException if another process has it
     */
    void check() {
        if (!take()) {
            throw new LostLeaseException(modelId);
        }
    }

    private void giveSign() {
        try {
            if (isHeld) {
                take();
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("No sign of life of the feed: {}", e.getMessage()); // the next may get through
        }
    }

    /** Lets another process have it at once. */
    @Override
    public synchronized void close() {
        isClosed = true;
        clock.shutdown();
        if (isHeld) {
            isHeld = false;
            feeds.release(modelId, owner);
        }
    }
}
