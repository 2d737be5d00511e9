package io.vesper.replica;

import io.vesper.store.ChangeLog;
import io.vesper.store.ChangeNotices;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** This process as one of several on a database: follows the others in a thread of its own. Without effect on H2, which has one process. */
public final class Replica implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Replica.class);
    /** Notices that come together are followed up together. */
    private static final Duration GATHER = Duration.ofMillis(10);

    private final ChangeLog log;
    private final GalleryFollower follower;
    private final ChangeNotices notices;
    private final FollowSettings settings;
    private volatile boolean running;
    private @Nullable Thread thread;

    Replica(ChangeLog log, GalleryFollower follower, ChangeNotices notices, FollowSettings settings) {
        this.log = log;
        this.follower = follower;
        this.notices = notices;
        this.settings = settings;
    }

    /** From now on nothing is missed; before the index is read. */
    public void begin() {
        if (isOneOfSeveral()) {
            follower.begin();
        }
    }

    /** Takes in what others have changed since {@link #begin}, and goes on with that. */
    public void start() {
        if (isOneOfSeveral()) {
            running = true;
            thread = new Thread(this::follow, "gallery-follower");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private boolean isOneOfSeveral() {
        return settings.follow() && log.isShared();
    }

    private void follow() {
        while (running) {
            follower.catchUp();
            notices.await(settings.followInterval());
            LockSupport.parkNanos(GATHER.toNanos());
        }
    }

    /** Takes in now what others have changed. */
    public void catchUp() {
        if (running) {
            follower.catchUp();
        }
    }

    /** Null while there is nobody to follow. */
    public @Nullable FollowState state() {
        if (!running) {
            return null;
        }
        double lag = follower.lagSeconds();
        return new FollowState(
                lag,
                follower.waiting(),
                notices.isListening(),
                lag > settings.followMaxLag().toMillis() / 1000.0,
                follower.error());
    }

    /** Forgets changes that everybody has had time to take in. */
    public void forgetOld() {
        try {
            log.forget(settings.changesKept());
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("Old changes are forgotten later: {}", e.getMessage());
        }
    }

    /** No interrupt: it could break a statement off half-way. */
    @Override
    public void close() {
        running = false;
        notices.close();
        Thread ended = thread;
        if (ended != null) {
            LockSupport.unpark(ended);
            try {
                ended.join(Duration.ofSeconds(10).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
