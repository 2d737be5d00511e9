package io.vesper.index;

import io.vesper.kernel.Kernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;
import org.apache.lucene.util.hnsw.OnHeapHnswGraph;

/**
 * A finished graph that leads from row to nearer row. It is never changed: what was erased or relabelled since is passed by, and not
 * found.
 *
 * @param key which rows it leads to
 * @param rows those that were there when it was built
 * @param neighbours of each
 * @param leftOut how many of them no way leads to
 * @param efSearch see {@link HnswSettings#efSearch}
 */
record RowGraph(GraphKey key, GraphRows rows, OnHeapHnswGraph neighbours, int leftOut, int efSearch) {
    int size() {
        return rows.size();
    }

    /** Whether walks get there, as far as is known. */
    boolean leadsTo(int ordinal) {
        return true;
    }

    /**
     * Goes to the nearest rows of a probe.
     *
     * @param accepted ordinals of rows that may be found
     * @return false if it took more steps than allowed
     */
    boolean walk(Kernel kernel, ScanProbe probe, Bits accepted, NearestRows nearest) {
        try {
            HnswGraphSearcher.search(rows.scorer(kernel, probe), nearest, new GraphSteps(neighbours), accepted);
            return !nearest.earlyTerminated();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // vectors are in memory
        }
    }
}
