package io.vesper.index;

import io.vesper.kernel.Kernel;
import io.vesper.kernel.ProbePanels;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Scores the rows of a snapshot for several searches at once, on all threads: memory is read once for all of them. */
final class ScanPass {
    /** Rows that a thread takes at a time, in words of 64: 2 MB of 512 values each. */
    private static final int TURN = 16;

    /** Fewer are scored sooner than other threads wake up. */
    private static final int ROWS_WORTH_SHARING = 4096;

    /** Of products of probes side by side, whose values are added up in another order: both sums' bounds, by Higham's theorem. */
    private static final float ERROR_PER_VALUE = 1.3e-7f;

    private final Kernel kernel;
    private final IndexSnapshot snapshot;
    private final List<ScanRequest<?>> requests;
    private final List<RowFilter> filters;
    private final @Nullable ProbePanels panels;
    private final List<Turn> turns = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    ScanPass(Kernel kernel, IndexSnapshot snapshot, List<ScanRequest<?>> requests) {
        this.kernel = kernel;
        this.snapshot = snapshot;
        this.requests = requests;
        this.filters = requests.stream().map(request -> request.rows(snapshot)).toList();
        List<float[]> probes =
                requests.stream().flatMap(request -> request.probes().stream()).toList();
        boolean areMany = 2 * probes.size() >= kernel.panelWidth() && probes.size() > 1;
        this.panels = areMany && snapshot.hasFloats() ? new ProbePanels(kernel, probes) : null;
        float error = panels != null ? ERROR_PER_VALUE * probes.get(0).length : error(probes);
        requests.forEach(request -> request.begin(new ScanContext(snapshot, error)));
        shareOut();
    }

    /** Of the worst row with the worst probe. */
    private float error(List<float[]> probes) {
        float ofRows = snapshot.error();
        return (float) probes.stream()
                .mapToDouble(probe -> ofRows == 0 ? 0 : ScanProbe.of(probe).error(ofRows))
                .max()
                .orElse(0);
    }

    private void shareOut() {
        for (int chunk = 0; chunk < snapshot.chunks().size(); chunk++) {
            int words = snapshot.chunks().get(chunk).words();
            for (int from = 0; from < words; from += TURN) {
                Turn turn = new Turn(chunk, from, Math.min(from + TURN, words));
                if (filters.stream().anyMatch(filter -> isOpen(filter, turn))) {
                    turns.add(turn);
                }
            }
        }
    }

    private boolean isOpen(RowFilter filter, Turn turn) {
        IndexChunk chunk = snapshot.chunks().get(turn.chunk());
        for (int word = turn.from(); word < turn.to(); word++) {
            if (filter.isOpen(chunk, word)) {
                return true;
            }
        }
        return false;
    }

    void run(Workers workers) {
        if (turns.size() * TURN * 64 < ROWS_WORTH_SHARING) {
            takeTurns();
        } else {
            workers.run(this::takeTurns);
        }
    }

    private void takeTurns() {
        ScanWorker worker = new ScanWorker(kernel, snapshot, requests, filters, panels);
        for (int i = next.getAndIncrement(); i < turns.size(); i = next.getAndIncrement()) {
            Turn turn = turns.get(i);
            for (int word = turn.from(); word < turn.to(); word++) {
                worker.scan(turn.chunk(), word);
            }
        }
        worker.handIn();
    }

    /** @param to behind the last word */
    private record Turn(int chunk, int from, int to) {}
}
