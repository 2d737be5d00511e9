package io.vesper.index;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds an index's graphs in the background, one after another. Searches do not wait for it: what no graph leads to yet they scan.
 */
final class GraphUpkeep {
    /** Fewer rows are scanned as soon as a walk through their graph ends. */
    static final int MIN_ROWS = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(GraphUpkeep.class);

    /** Of all indexes: one builds at a time. */
    private static final ExecutorService BUILDS = Executors.newSingleThreadExecutor(GraphUpkeep::thread);

    private static final ExecutorService HELPERS = Executors.newCachedThreadPool(GraphUpkeep::thread);

    private final MemoryIndex index;
    private final int minRows;
    private final GraphBuild build;
    private volatile long looked;
    private volatile @Nullable LabelCodes lookedAt;
    private boolean isAtWork;
    private volatile boolean isClosed;

    GraphUpkeep(MemoryIndex index, HnswSettings settings, int minRows) {
        this.index = index;
        this.minRows = minRows;
        this.build = new GraphBuild(settings, HELPERS, this::isClosed);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "vesper-graph");
        thread.setDaemon(true);
        return thread;
    }

    /** Told of every change. */
    synchronized void changed(IndexSnapshot snapshot) {
        // Rows that were copied together have lost their graphs.
        boolean isDue =
                snapshot.codes() != lookedAt || snapshot.changes() - looked >= GraphPlan.tolerated(snapshot.size());
        if (isDue && !isAtWork && !isClosed) {
            isAtWork = true;
            BUILDS.execute(this::run);
        }
    }

    private void run() {
        try {
            for (GraphPlan plan = next(); plan != null; plan = next()) {
                build(plan);
            }
        } catch (CancellationException e) {
            LOG.debug("A graph is not built to its end: its index is closed.");
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "A graph could not be built. Searches go on without it. Maybe there is too little memory (-Xmx).",
                    e);
        } finally {
            rest();
        }
    }

    private @Nullable GraphPlan next() {
        IndexSnapshot snapshot = index.snapshot();
        looked = snapshot.changes();
        lookedAt = snapshot.codes();
        return isClosed ? null : GraphPlan.next(snapshot, minRows);
    }

    private void build(GraphPlan plan) {
        if (plan.places().length == 0) {
            index.forget(plan.key());
            return;
        }
        long start = System.nanoTime();
        GraphRows rows = new GraphRows(plan.snapshot().chunks(), plan.places());
        RowGraph graph = build.build(plan.key(), rows, plan.smaller());
        index.publish(graph, plan.snapshot());
        LOG.info(
                "A graph leads to {} {} images of the gallery ({}); {} of them were added in {} s.",
                graph.size() - graph.leftOut(),
                plan.key().modality().label(),
                plan.key().gallery().value(),
                graph.size() - (plan.smaller() == null ? 0 : plan.smaller().size()),
                (System.nanoTime() - start) / 1_000_000_000);
    }

    private void rest() {
        synchronized (this) {
            isAtWork = false;
            notifyAll();
        }
        changed(index.snapshot());
    }

    /** Waits until nothing is left to build; for measurements. */
    synchronized void settle() throws InterruptedException {
        if (!isAtWork) {
            isAtWork = true;
            BUILDS.execute(this::run);
        }
        while (isAtWork) {
            wait();
        }
    }

    private boolean isClosed() {
        return isClosed;
    }

    /** Gives up what is being built; searches go on. */
    synchronized void close() {
        isClosed = true;
    }
}
