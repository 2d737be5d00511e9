package io.vesper.index;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A graph that is worth building.
 *
 * @param snapshot in which the rows stand
 * @param key which rows it leads to
 * @param places of the rows, those of the smaller graph first; none: there is no use for a graph any more
 * @param smaller what it is built on; null: it is built anew
 */
record GraphPlan(
        IndexSnapshot snapshot,
        GraphKey key,
        int[] places,
        @Nullable RowGraph smaller) {
    /** Of a graph's rows, this share may wait for the next one, but at least {@link #LEAST_MISSING}. */
    private static final int TOLERATED_SHARE = 128;

    private static final int LEAST_MISSING = 1024;

    /** Of a graph's rows, this share may be erased before it is built anew. */
    private static final double TOLERATED_DEAD = 0.3;

    /** How many rows of so many may come before it is worth a look what to build. */
    static int tolerated(int rows) {
        return Math.max(LEAST_MISSING, rows / TOLERATED_SHARE);
    }

    /**
     * What is to be built next; null: nothing.
     *
     * @param minRows fewer rows of a key are scanned as soon as a walk ends
     */
    static @Nullable GraphPlan next(IndexSnapshot snapshot, int minRows) {
        List<Count> most = counts(snapshot).stream()
                .sorted(Comparator.comparingInt(Count::uncovered).reversed())
                .toList();
        for (Count count : most) {
            GraphPlan plan = of(snapshot, count, minRows);
            if (plan != null) {
                return plan;
            }
        }
        return null;
    }

    private static @Nullable GraphPlan of(IndexSnapshot snapshot, Count count, int minRows) {
        RowGraph graph = snapshot.graph(count.key);
        if (graph == null) {
            return count.rows < minRows ? null : of(snapshot, count.key, null, minRows);
        }
        if (count.isMostlyDead(graph)) {
            return of(snapshot, count.key, null, count.rows < minRows ? 0 : count.rows);
        }
        return count.missing(graph) < tolerated(graph.size()) ? null : of(snapshot, count.key, graph, graph.size());
    }

    /** @param most rows beside those of the smaller graph: graphs of twice the size of the last answer sooner than the largest alone */
    private static GraphPlan of(IndexSnapshot snapshot, GraphKey key, @Nullable RowGraph smaller, int most) {
        BitSet known = new BitSet();
        for (int i = 0; smaller != null && i < smaller.size(); i++) {
            known.set(smaller.rows().place(i));
        }
        boolean[] kinds = key.kinds(snapshot.codes().kinds());
        int[] places = smaller == null ? new int[0] : smaller.rows().places();
        int size = places.length;
        places = Arrays.copyOf(places, size + Math.min(most, snapshot.size()));
        for (int number = 0; number < snapshot.chunks().size(); number++) {
            IndexChunk chunk = snapshot.chunks().get(number);
            for (int row = 0; row < chunk.rows() && size < places.length; row++) {
                int place = Place.of(number, row);
                if (chunk.isPresent(row) && kinds[chunk.labels().kind(row)] && !known.get(place)) {
                    places[size++] = place;
                }
            }
        }
        return new GraphPlan(snapshot, key, Arrays.copyOf(places, size), smaller);
    }

    private static Collection<Count> counts(IndexSnapshot snapshot) {
        List<RowKind> kinds = snapshot.codes().kinds();
        Map<GraphKey, Count> byKey = new HashMap<>();
        Count[] byKind = new Count[kinds.size()];
        for (int i = 0; i < byKind.length; i++) {
            byKind[i] = byKey.computeIfAbsent(GraphKey.of(kinds.get(i)), Count::new);
        }
        for (IndexChunk chunk : snapshot.chunks()) {
            for (int row = 0; row < chunk.rows(); row++) {
                if (chunk.isPresent(row)) {
                    Count count = byKind[chunk.labels().kind(row)];
                    count.rows++;
                    count.covered += chunk.isCovered(row) ? 1 : 0;
                }
            }
        }
        return byKey.values();
    }

    private static final class Count {
        private final GraphKey key;
        private int rows;
        private int covered;

        Count(GraphKey key) {
            this.key = key;
        }

        int uncovered() {
            return rows - covered;
        }

        int missing(RowGraph graph) {
            return rows - covered - graph.leftOut();
        }

        boolean isMostlyDead(RowGraph graph) {
            return graph.size() - graph.leftOut() - covered > TOLERATED_DEAD * graph.size();
        }
    }
}
