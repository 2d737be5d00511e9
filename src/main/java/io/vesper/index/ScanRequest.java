package io.vesper.index;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one search asks of a scan: which rows are scored, and who keeps what of them.
 *
 * @param <C> what keeps it
 */
final class ScanRequest<C extends RowCollector<C>> {
    private final List<float[]> probes;
    private final RowChoice choice;
    private final Collectors<C> collectors;

    private @Nullable ScanContext context;
    private @Nullable C collected;
    private @Nullable Throwable failure;
    private boolean isDone;

    /** @param probes shape [D] each, at least one */
    ScanRequest(List<float[]> probes, RowChoice choice, Collectors<C> collectors) {
        this.probes = probes;
        this.choice = choice;
        this.collectors = collectors;
    }

    List<float[]> probes() {
        return probes;
    }

    /** The rows of a snapshot that are scored. */
    RowFilter rows(IndexSnapshot snapshot) {
        return choice.rows(snapshot);
    }

    /** Called by the scan before it begins. */
    void begin(ScanContext scan) {
        context = scan;
        collected = collectors.of(scan);
    }

    /** What one thread of a scan fills. */
    Share share() {
        return new Share(collectors.of(context()));
    }

    void end(@Nullable Throwable error) {
        failure = error;
        isDone = true;
    }

    boolean isDone() {
        return isDone;
    }

    /** What the scan saw; only when it is done. */
    ScanContext context() {
        if (failure != null) {
            throw new IllegalStateException("The search failed.", failure);
        }
        if (context == null) {
            throw new IllegalStateException("The scan has not begun.");
        }
        return context;
    }

    /** What was kept of all rows; only when the scan is done. */
    C collected() {
        context();
        if (collected == null) {
            throw new IllegalStateException("The scan has not begun.");
        }
        return collected;
    }

    private synchronized void add(C share) {
        collected().addAll(share);
    }

    interface Collectors<C> {
        C of(ScanContext scan);
    }

    interface RowChoice {
        RowFilter rows(IndexSnapshot snapshot);
    }

    /** One thread's part of what is collected. */
    final class Share {
        private final C collector;

        private Share(C collector) {
            this.collector = collector;
        }

        void accept(ScoredRows rows) {
            collector.accept(rows);
        }

        void handIn() {
            add(collector);
        }
    }
}
