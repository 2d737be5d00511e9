package io.vesper.index;

import io.vesper.kernel.Kernel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/** The walks through graphs that make up a search, where they are sooner there than a scan. */
final class GraphWalks {
    /** A step to a row somewhere in memory takes as long as scanning so many rows that lie one behind the other. Measured. */
    private static final int ROWS_OF_A_STEP = 4;

    /** Steps of a walk for each row that it keeps in view. Measured. */
    private static final int STEPS_OF_A_ROW = 32;

    /** Rows that are looked at to tell how many a filter lets pass. */
    private static final int SAMPLE = 256;

    private final IndexSnapshot snapshot;
    private final WalkWidth width;
    private final List<Leg> legs;

    private GraphWalks(IndexSnapshot snapshot, WalkWidth width, List<Leg> legs) {
        this.snapshot = snapshot;
        this.width = width;
        this.legs = legs;
    }

    /** The walks of a search; null if a scan of all rows is the better way. */
    static @Nullable GraphWalks of(IndexSnapshot snapshot, SearchFilter filter, WalkWidth width) {
        List<Leg> legs = new ArrayList<>();
        for (RowGraph graph : snapshot.graphs()) {
            SearchFilter own = filter.within(graph.key());
            if (own != null) {
                Leg leg = Leg.of(
                        graph,
                        new Passing(
                                snapshot,
                                graph,
                                RowFilter.of(own, snapshot.codes().kinds())));
                if (leg.steps() < leg.expected(width)) {
                    return null;
                }
                legs.add(leg);
            }
        }
        return legs.isEmpty() ? null : new GraphWalks(snapshot, width, legs);
    }

    /** Hands over what the walks find; false if one of them has not come to its end sooner than a scan. */
    boolean handOver(Kernel kernel, List<float[]> probes, RowCollector<?> collector) {
        Set<Integer> places = new HashSet<>();
        for (Leg leg : legs) {
            for (float[] probe : probes) {
                NearestRows nearest = leg.nearest(width);
                if (!leg.graph().walk(kernel, ScanProbe.of(probe), leg.passing(), nearest)) {
                    return false;
                }
                nearest.forEach(ordinal -> places.add(leg.graph().rows().place(ordinal)));
            }
        }
        ExactScores exact = new ExactScores(kernel, probes, snapshot);
        ScoredRows rows = new ScoredRows();
        for (int place : places) {
            rows.reset(snapshot.chunk(place), Place.chunk(place), Place.row(place), exact.of(place));
            collector.accept(rows);
        }
        return true;
    }

    /** The ordinals of rows that pass the filter, are there, and belong to the graph. */
    private record Passing(IndexSnapshot snapshot, RowGraph graph, RowFilter filter) implements Bits {
        @Override
        public boolean get(int ordinal) {
            int place = graph.rows().place(ordinal);
            int row = Place.row(place);
            IndexChunk chunk = snapshot.chunk(place);
            return chunk.isPresent(row) && chunk.isCovered(row) && filter.accepts(chunk.labels(), row);
        }

        @Override
        public int length() {
            return graph.size();
        }

        int key(BestRows.RowKey keys, int ordinal) {
            int place = graph.rows().place(ordinal);
            return keys.of(snapshot.chunk(place).labels(), Place.row(place), place);
        }

        double share() {
            SplittableRandom random = new SplittableRandom(1);
            int passing = 0;
            for (int i = 0; i < SAMPLE; i++) {
                passing += get(random.nextInt(length())) ? 1 : 0;
            }
            return (double) passing / SAMPLE;
        }
    }

    /** @param share of the graph's rows that pass, nearly */
    private record Leg(RowGraph graph, Passing passing, double share) {
        static Leg of(RowGraph graph, Passing passing) {
            return new Leg(graph, passing, passing.share());
        }

        /** After so many a scan would have ended. */
        long steps() {
            return (long) (share * graph.size() / ROWS_OF_A_STEP);
        }

        /** A walk goes by rows that do not pass, but keeps none of them in view. */
        double expected(WalkWidth width) {
            return STEPS_OF_A_ROW * width.rows(graph.efSearch()) / share;
        }

        NearestRows nearest(WalkWidth width) {
            return new NearestRows(
                    width.rows(graph.efSearch()),
                    width.keys(),
                    ordinal -> passing.key(width.key(), ordinal),
                    Math.max(1, steps()));
        }
    }
}
