package io.vesper.index;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which rows the graph of a key leads to, in the newest snapshot. */
final class GraphCover {
    private final IndexSnapshot snapshot;
    private final GraphKey key;
    private final boolean[] kinds;

    GraphCover(IndexSnapshot snapshot, GraphKey key) {
        this.snapshot = snapshot;
        this.key = key;
        this.kinds = key.kinds(snapshot.codes().kinds());
    }

    /** @param graph takes the place of an earlier one; its rows stand in the snapshot where they stood when it was built */
    IndexSnapshot by(RowGraph graph) {
        List<long[]> covered = uncovered();
        for (int ordinal = 0; ordinal < graph.size(); ordinal++) {
            int place = graph.rows().place(ordinal);
            int row = Place.row(place);
            if (graph.reached().get(ordinal) && isOwn(snapshot.chunk(place), row)) {
                covered.get(Place.chunk(place))[row / 64] |= 1L << row;
            }
        }
        return with(covered, graph);
    }

    IndexSnapshot byNone() {
        return with(uncovered(), null);
    }

    private List<long[]> uncovered() {
        List<long[]> covered = new ArrayList<>();
        snapshot.chunks().forEach(chunk -> covered.add(withoutOwn(chunk)));
        return covered;
    }

    private IndexSnapshot with(List<long[]> covered, @Nullable RowGraph graph) {
        List<IndexChunk> chunks = new ArrayList<>();
        for (int i = 0; i < covered.size(); i++) {
            chunks.add(snapshot.chunks().get(i).covered(covered.get(i)));
        }
        List<RowGraph> graphs = new ArrayList<>(snapshot.graphs());
        graphs.removeIf(earlier -> earlier.key().equals(key));
        if (graph != null) {
            graphs.add(graph);
        }
        return snapshot.with(List.copyOf(chunks), List.copyOf(graphs));
    }

    private long[] withoutOwn(IndexChunk chunk) {
        long[] words = new long[chunk.words()];
        for (int row = 0; row < chunk.rows(); row++) {
            if (chunk.isCovered(row) && !isOwn(chunk, row)) {
                words[row / 64] |= 1L << row;
            }
        }
        return words;
    }

    private boolean isOwn(IndexChunk chunk, int row) {
        return kinds[chunk.labels().kind(row)];
    }
}
