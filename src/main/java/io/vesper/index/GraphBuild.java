package io.vesper.index;

import io.vesper.kernel.Kernel;
import io.vesper.kernel.Kernels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.apache.lucene.search.TaskExecutor;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.hnsw.HnswConcurrentMergeBuilder;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.apache.lucene.util.hnsw.InitializedHnswGraphBuilder;
import org.apache.lucene.util.hnsw.NeighborArray;
import org.apache.lucene.util.hnsw.OnHeapHnswGraph;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.apache.lucene.util.hnsw.RandomVectorScorerSupplier;
import org.jspecify.annotations.Nullable;

/** Builds graphs, each anew or on top of a smaller one, which stays as it is because searches walk it meanwhile. */
final class GraphBuild {
    private final Kernel kernel = Kernels.best();
    private final HnswSettings settings;
    private final Executor threads;
    private final BooleanSupplier isCancelled;

    /**
     * @param threads for the threads beside the caller's
     * @param isCancelled asked often; a build ends with a {@link CancellationException} then
     */
    GraphBuild(HnswSettings settings, Executor threads, BooleanSupplier isCancelled) {
        this.settings = settings;
        this.threads = threads;
        this.isCancelled = isCancelled;
    }

    /**
     * A graph of rows.
     *
     * @param smaller of the first of them; null: there is none
     */
    RowGraph build(GraphKey key, GraphRows rows, @Nullable RowGraph smaller) {
        try {
            OnHeapHnswGraph graph = empty(rows.size());
            int before = smaller == null ? 0 : smaller.size();
            FixedBitSet done = new FixedBitSet(rows.size());
            done.set(0, before);
            if (smaller != null) {
                copy(smaller.neighbours(), graph);
            }
            new HnswConcurrentMergeBuilder(
                            new TaskExecutor(threads),
                            settings.buildThreads(),
                            new Scorers(rows),
                            settings.m(),
                            settings.efConstruction(),
                            graph,
                            done)
                    .build(rows.size());
            return new RowGraph(key, rows, graph, GraphReach.of(graph), settings.efSearch());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // vectors are in memory
        }
    }

    /** One of a fixed size, which several threads may fill; Lucene makes such ones only as copies, here of nothing. */
    private OnHeapHnswGraph empty(int size) throws IOException {
        return InitializedHnswGraphBuilder.initGraph(settings.m(), HnswGraph.EMPTY, new int[0], size);
    }

    /** With the neighbours' scores, which Lucene's own copy leaves to be computed again. */
    private static void copy(OnHeapHnswGraph from, OnHeapHnswGraph to) {
        for (int level = from.numLevels() - 1; level >= 0; level--) {
            for (HnswGraph.NodesIterator nodes = from.getNodesOnLevel(level); nodes.hasNext(); ) {
                int node = nodes.nextInt();
                to.addNode(level, node);
                copy(from.getNeighbors(level, node), to.getNeighbors(level, node));
            }
        }
        to.trySetNewEntryNode(from.entryNode(), from.numLevels() - 1);
    }

    private static void copy(NeighborArray from, NeighborArray to) {
        boolean isInOrder = true;
        for (int i = 0; i < from.size(); i++) {
            isInOrder &= i == 0 || from.getScores(i - 1) >= from.getScores(i);
            if (isInOrder) {
                to.addInOrder(from.nodes()[i], from.getScores(i));
            } else {
                to.addOutOfOrder(from.nodes()[i], from.getScores(i));
            }
        }
    }

    private final class Scorers implements RandomVectorScorerSupplier {
        private final GraphRows rows;

        Scorers(GraphRows rows) {
            this.rows = rows;
        }

        @Override
        public RandomVectorScorer scorer(int ordinal) {
            if (isCancelled.getAsBoolean()) {
                throw new CancellationException("The index is closed.");
            }
            return rows.scorer(kernel, rows.probe(ordinal));
        }

        @Override
        public RandomVectorScorerSupplier copy() {
            return this;
        }
    }
}
