package io.vesper.index;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.util.hnsw.FloatHeap;

/** What a walk has found: the nearest rows, at least so many, and so many of different keys. */
final class NearestRows implements KnnCollector {
    private final int width;
    private final long visitLimit;
    private final FloatHeap nearest;
    private final BestKeys keys;
    private final boolean areKeysCounted;
    private final IntUnaryOperator keyOf;

    private int[] ordinals = new int[256];
    private float[] scores = new float[256];
    private int size;
    private long visited;

    /**
     * @param keyOf the key of an ordinal
     * @param visitLimit after which the walk ends
     */
    NearestRows(int width, int keys, IntUnaryOperator keyOf, long visitLimit) {
        this.width = width;
        this.nearest = new FloatHeap(width);
        this.keys = new BestKeys(Math.max(1, keys));
        this.areKeysCounted = keys > 0;
        this.keyOf = keyOf;
        this.visitLimit = visitLimit;
    }

    @Override
    public boolean collect(int ordinal, float score) {
        if (size == ordinals.length) {
            ordinals = Arrays.copyOf(ordinals, 2 * size);
            scores = Arrays.copyOf(scores, 2 * size);
        }
        ordinals[size] = ordinal;
        scores[size++] = score;
        nearest.offer(score);
        if (areKeysCounted) {
            keys.offer(keyOf.applyAsInt(ordinal), score);
        }
        return true;
    }

    /** Whether there are as many as are wanted. */
    boolean isFull() {
        return minCompetitiveSimilarity() > Float.NEGATIVE_INFINITY;
    }

    /** Below it nothing is wanted any more. */
    @Override
    public float minCompetitiveSimilarity() {
        float lowest = nearest.size() < width ? Float.NEGATIVE_INFINITY : nearest.peek();
        return areKeysCounted ? Math.min(lowest, keys.threshold()) : lowest;
    }

    void forEach(IntConsumer consumer) {
        float lowest = minCompetitiveSimilarity();
        for (int i = 0; i < size; i++) {
            if (scores[i] >= lowest) {
                consumer.accept(ordinals[i]);
            }
        }
    }

    @Override
    public boolean earlyTerminated() {
        return visited >= visitLimit;
    }

    @Override
    public void incVisitedCount(int count) {
        visited += count;
    }

    @Override
    public long visitedCount() {
        return visited;
    }

    @Override
    public long visitLimit() {
        return visitLimit;
    }

    @Override
    public int k() {
        return width;
    }

    @Override
    public TopDocs topDocs() {
        throw new UnsupportedOperationException("Rows are handed over one by one.");
    }
}
