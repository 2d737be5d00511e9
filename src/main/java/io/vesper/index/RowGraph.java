package io.vesper.index;

import io.vesper.kernel.Kernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
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
 * @param reached ordinals of the rows that a way leads to
 * @param efSearch see {@link HnswSettings#efSearch}
 */
record RowGraph(GraphKey key, GraphRows rows, OnHeapHnswGraph neighbours, BitSet reached, int efSearch) {
    int size() {
        return rows.size();
    }

    /** How many rows no way leads to: they are scanned. */
    int leftOut() {
        return rows.size() - reached.cardinality();
    }

    /**
     * Goes to the nearest rows of a probe.
     *
     * @param accepted ordinals of rows that may be found
     * @return false if it took more steps than allowed, or came to an end before it had found enough
     */
    boolean walk(Kernel kernel, ScanProbe probe, Bits accepted, NearestRows nearest) {
        try {
            HnswGraphSearcher.search(rows.scorer(kernel, probe), nearest, new GraphSteps(neighbours), accepted);
            return !nearest.earlyTerminated() && nearest.isFull();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // vectors are in memory
        }
    }
}
