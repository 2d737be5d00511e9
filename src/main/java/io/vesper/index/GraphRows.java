package io.vesper.index;

import io.vesper.kernel.Kernel;
import java.util.List;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/**
 * The rows of a graph: a row's place by its number there, which Lucene calls its ordinal. Vectors are those of the index, as scans
 * see them.
 */
final class GraphRows {
    private final int dimension;
    private final RowVectors[] vectors; // by chunk
    private final int[] places; // by ordinal

    /** @param places where the rows stand in the snapshot and the ones to come */
    GraphRows(List<IndexChunk> chunks, int[] places) {
        this.dimension = chunks.get(0).dimension();
        this.vectors = chunks.stream().map(IndexChunk::vectors).toArray(RowVectors[]::new);
        this.places = places;
    }

    int size() {
        return places.length;
    }

    /** By ordinal; not to be changed. */
    int[] places() {
        return places;
    }

    int place(int ordinal) {
        return places[ordinal];
    }

    /** The row made ready to be compared with others. */
    ScanProbe probe(int ordinal) {
        return vectors[Place.chunk(places[ordinal])].probe(Place.row(places[ordinal]));
    }

    /** Not for several threads at once. */
    RandomVectorScorer scorer(Kernel kernel, ScanProbe probe) {
        int[] offset = new int[1];
        float[] product = new float[1];
        return new RandomVectorScorer() {
            @Override
            public float score(int ordinal) {
                int place = places[ordinal];
                offset[0] = Place.row(place) * dimension;
                vectors[Place.chunk(place)].scan(kernel, probe, offset, 1, product);
                return product[0];
            }

            @Override
            public int maxOrd() {
                return places.length;
            }
        };
    }
}
