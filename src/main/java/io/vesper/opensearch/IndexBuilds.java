package io.vesper.opensearch;

import io.vesper.index.GalleryName;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds missing indexes in the background, one after another, so that all others go on being fed. */
final class IndexBuilds implements Background {
    private static final Logger LOG = LoggerFactory.getLogger(IndexBuilds.class);

    private final IndexBuild build;
    private final FeedLease lease;
    private final FeedMeters meters;
    private final Set<GalleryName> running = ConcurrentHashMap.newKeySet();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread builder = new Thread(task, "index-build");
        builder.setDaemon(true);
        return builder;
    });
    private volatile boolean closed;

    IndexBuilds(IndexBuild build, FeedLease lease, FeedMeters meters) {
        this.build = build;
        this.lease = lease;
        this.meters = meters;
    }

    /** Begins to build the index of a gallery, unless it is being built. */
    void start(GalleryName gallery) {
        if (!closed && running.add(gallery)) {
            thread.execute(() -> run(gallery));
        }
    }

    /** The galleries whose index is being built by this process. */
    Set<GalleryName> running() {
        return Set.copyOf(running);
    }

    private void run(GalleryName gallery) {
        try {
            build.run(gallery, () -> !closed && lease.isHeld()); // else whoever has it goes on
            meters.built();
        } catch (CancellationException e) {
            LOG.info("The index of the gallery ({}) is built further later.", gallery);
        } catch (RuntimeException | Error e) { // the thread must go on
            meters.failed();
            LOG.warn("The index of the gallery ({}) is built later: {}", gallery, e.getMessage());
        } finally {
            running.remove(gallery);
        }
    }

    @Override
    public void stop() {
        closed = true;
        thread.shutdown();
    }
}
