package io.vesper.index;

import static org.apache.lucene.search.DocIdSetIterator.NO_MORE_DOCS;

import org.apache.lucene.util.hnsw.HnswGraph;
import org.apache.lucene.util.hnsw.NeighborArray;
import org.apache.lucene.util.hnsw.OnHeapHnswGraph;

/** One walk's position in a graph that many walk at once: Lucene's own keeps the position in the graph itself. */
final class GraphSteps extends HnswGraph {
    private final OnHeapHnswGraph graph;
    private NeighborArray neighbours = new NeighborArray(0, true);
    private int next;

    GraphSteps(OnHeapHnswGraph graph) {
        this.graph = graph;
    }

    @Override
    public void seek(int level, int target) {
        neighbours = graph.getNeighbors(level, target);
        next = 0;
    }

    @Override
    public int nextNeighbor() {
        return next < neighbours.size() ? neighbours.nodes()[next++] : NO_MORE_DOCS;
    }

    @Override
    public int size() {
        return graph.size();
    }

    @Override
    public int maxNodeId() {
        return graph.maxNodeId();
    }

    @Override
    public int numLevels() {
        return graph.numLevels();
    }

    @Override
    public int entryNode() {
        return graph.entryNode();
    }

    @Override
    public NodesIterator getNodesOnLevel(int level) {
        throw new UnsupportedOperationException("A walk visits neighbours only.");
    }
}
