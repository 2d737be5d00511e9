package io.vesper.index;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Finds the rows that a search may want: by walks through graphs, and by a scan of the rows that no graph leads to. */
final class GraphSearch {
    private final ScanQueue scans;
    private final List<float[]> probes;

    /** @param probes shape [D] each, at least one */
    GraphSearch(ScanQueue scans, List<float[]> probes) {
        this.scans = scans;
        this.probes = probes;
    }

    /** A request that is done: what it has collected is exact as far as it goes, and nearly all without graphs. */
    <C extends RowCollector<C>> ScanRequest<C> find(
            SearchFilter filter, WalkWidth width, ScanRequest.Collectors<C> collectors) {
        AtomicReference<@Nullable GraphWalks> walks = new AtomicReference<>();
        ScanRequest<C> request = new ScanRequest<>(
                probes,
                snapshot -> {
                    walks.set(GraphWalks.of(snapshot, filter, width));
                    return rows(filter, snapshot, walks.get() != null);
                },
                collectors);
        scans.scan(request);
        C found = request.collected();
        GraphWalks chosen = walks.get();
        return chosen == null || chosen.handOver(scans.kernel(), probes, found) ? request : scan(filter, collectors);
    }

    /** The same without graphs. */
    <C extends RowCollector<C>> ScanRequest<C> scan(SearchFilter filter, ScanRequest.Collectors<C> collectors) {
        ScanRequest<C> request = new ScanRequest<>(probes, snapshot -> rows(filter, snapshot, false), collectors);
        scans.scan(request);
        return request;
    }

    private static RowFilter rows(SearchFilter filter, IndexSnapshot snapshot, boolean isWalked) {
        return isWalked
                ? RowFilter.ofUncovered(filter, snapshot.codes().kinds())
                : RowFilter.of(filter, snapshot.codes().kinds());
    }
}
