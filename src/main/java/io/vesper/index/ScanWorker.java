package io.vesper.index;

import io.vesper.kernel.Kernel;
import io.vesper.kernel.ProbePanels;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One thread's part of a pass: scores 64 rows at a time for all searches, while they are in the processor's cache. */
final class ScanWorker {
    private final Kernel kernel;
    private final IndexSnapshot snapshot;
    private final List<RowFilter> filters;
    private final @Nullable ProbePanels panels;
    private final List<List<ScanProbe>> probes = new ArrayList<>();
    private final List<ScanRequest<?>.Share> shares = new ArrayList<>();

    private final long[] accepted;
    private final ScoredRows rows = new ScoredRows();
    private final ScoredRows retained = new ScoredRows();
    private final int[] offsets = new int[ScoredRows.CAPACITY];
    private final float[] column = new float[ScoredRows.CAPACITY];
    private final float[] products;

    ScanWorker(
            Kernel kernel,
            IndexSnapshot snapshot,
            List<ScanRequest<?>> requests,
            List<RowFilter> filters,
            @Nullable ProbePanels panels) {
        this.kernel = kernel;
        this.snapshot = snapshot;
        this.filters = filters;
        this.panels = panels;
        for (ScanRequest<?> request : requests) {
            probes.add(request.probes().stream().map(ScanProbe::of).toList());
            shares.add(request.share());
        }
        this.accepted = new long[requests.size()];
        int most = probes.stream().mapToInt(List::size).max().orElseThrow();
        int stride = panels == null ? most : Math.max(most, panels.stride());
        this.products = new float[(ScoredRows.CAPACITY + 3) * stride];
    }

    void scan(int chunkNumber, int word) {
        IndexChunk chunk = snapshot.chunks().get(chunkNumber);
        long any = 0;
        int pairs = 0;
        for (int i = 0; i < accepted.length; i++) {
            accepted[i] = filters.get(i).accepted(chunk, word);
            any |= accepted[i];
            pairs += Long.bitCount(accepted[i]) * probes.get(i).size();
        }
        // Side by side a product takes half the time, but all probes are multiplied with every row that any of them
        // wants.
        if (panels != null && 2 * pairs >= Long.bitCount(any) * panels.stride()) {
            begin(chunk, chunkNumber, word, any);
            scanTogether(chunk, panels, any);
        } else {
            scanOneByOne(chunk, chunkNumber, word);
        }
    }

    private void scanTogether(IndexChunk chunk, ProbePanels together, long any) {
        float[] values = Objects.requireNonNull(chunk.vectors().floats());
        kernel.multiply(together, values, offsets, rows.count(), products);
        int column = 0;
        for (int i = 0; i < accepted.length; i++) {
            rows.score(products, column, probes.get(i).size(), together.stride());
            handOver(i, any);
            column += probes.get(i).size();
        }
    }

    private void scanOneByOne(IndexChunk chunk, int number, int word) {
        for (int i = 0; i < accepted.length; i++) {
            if (accepted[i] != 0) {
                long scored = scored(accepted[i], chunk.present(word));
                begin(chunk, number, word, scored);
                for (int j = 0; j < probes.get(i).size(); j++) {
                    chunk.vectors().scan(kernel, probes.get(i).get(j), offsets, rows.count(), column);
                    for (int k = 0; k < rows.count(); k++) {
                        products[k * probes.get(i).size() + j] = column[k];
                    }
                }
                rows.score(products, 0, probes.get(i).size(), probes.get(i).size());
                handOver(i, scored);
            }
        }
    }

    /** Where a third of the rows pass, the others are scored too: memory in one piece is read three times as fast as rows here and there. */
    private static long scored(long accepted, long present) {
        return 3 * Long.bitCount(accepted) >= Long.bitCount(present) ? present : accepted;
    }

    private void handOver(int request, long scored) {
        if (accepted[request] == scored) {
            shares.get(request).accept(rows);
        } else {
            retained.retain(rows, accepted[request]);
            shares.get(request).accept(retained);
        }
    }

    private void begin(IndexChunk chunk, int number, int word, long bits) {
        rows.reset(chunk, number, word, bits);
        for (int i = 0; i < rows.count(); i++) {
            offsets[i] = rows.row(i) * chunk.dimension();
        }
    }

    void handIn() {
        shares.forEach(ScanRequest.Share::handIn);
    }
}
