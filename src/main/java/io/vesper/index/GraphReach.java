package io.vesper.index;

import java.util.BitSet;
import org.apache.lucene.util.hnsw.NeighborArray;
import org.apache.lucene.util.hnsw.OnHeapHnswGraph;

/**
 * Which rows the lowest level of a graph leads to from its entry. Where many rows are equal, each of them may be left by all others:
 * a neighbour is dropped that is no nearer than another neighbour's neighbour.
 */
final class GraphReach {
    private final OnHeapHnswGraph graph;
    private final BitSet reached;
    private final int[] waiting;
    private int count;

    private GraphReach(OnHeapHnswGraph graph) {
        this.graph = graph;
        this.reached = new BitSet(graph.size());
        this.waiting = new int[graph.size()];
    }

    /** The ordinals that are reached. */
    static BitSet of(OnHeapHnswGraph graph) {
        GraphReach reach = new GraphReach(graph);
        if (graph.size() > 0) {
            reach.add(graph.entryNode());
            while (reach.count > 0) {
                reach.leave(reach.waiting[--reach.count]);
            }
        }
        return reach.reached;
    }

    private void leave(int node) {
        NeighborArray neighbours = graph.getNeighbors(0, node);
        for (int i = 0; i < neighbours.size(); i++) {
            add(neighbours.nodes()[i]);
        }
    }

    private void add(int node) {
        if (!reached.get(node)) {
            reached.set(node);
            waiting[count++] = node;
        }
    }
}
