package io.vesper.index;

import io.vesper.embedding.Embedding;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A view of consecutive rows of the index: their vectors lie one after another in one array and are never moved.
 *
 * <p>A view is immutable. A newer one shares the vectors and shows more rows, or fewer, or other labels; an older one, with which
 * a search may be at work, never looks beyond its own.
 */
final class IndexChunk {
    private final int dimension;
    private final float[] vectors; // [capacity * D]
    private final IndexEntry[] entries; // [capacity]
    private final int rows;
    private final BitSet erased;

    private IndexChunk(IndexChunk from, IndexEntry[] entries, int rows, BitSet erased) {
        this.dimension = from.dimension;
        this.vectors = from.vectors;
        this.entries = entries;
        this.rows = rows;
        this.erased = erased;
    }

    IndexChunk(int dimension, int capacity) {
        this.dimension = dimension;
        this.vectors = new float[dimension * capacity];
        this.entries = new IndexEntry[capacity];
        this.rows = 0;
        this.erased = new BitSet();
    }

    boolean isFull() {
        return rows == entries.length;
    }

    int capacity() {
        return entries.length;
    }

    int size() {
        return rows - erased.cardinality();
    }

    int erased() {
        return erased.cardinality();
    }

    /** Writes one row behind the last; only the newest view may be asked. */
    IndexChunk with(IndexEntry entry, float[] vector) {
        System.arraycopy(vector, 0, vectors, rows * dimension, dimension);
        entries[rows] = entry;
        return new IndexChunk(this, entries, rows + 1, erased);
    }

    IndexChunk without(Set<UUID> imageIds) {
        BitSet more = (BitSet) erased.clone();
        for (int row = 0; row < rows && !imageIds.isEmpty(); row++) {
            if (imageIds.contains(entries[row].imageId())) {
                more.set(row);
            }
        }
        return more.equals(erased) ? this : new IndexChunk(this, entries, rows, more);
    }

    /** The same rows under other labels; the entries are copied, because an older view goes on reading its own. */
    IndexChunk relabelled(Map<UUID, IndexEntry> changed) {
        IndexEntry[] copy = null;
        for (int row = 0; row < rows && !changed.isEmpty(); row++) {
            IndexEntry entry = changed.get(entries[row].imageId());
            if (entry != null) {
                copy = copy == null ? entries.clone() : copy;
                copy[row] = entry;
            }
        }
        return copy == null ? this : new IndexChunk(this, copy, rows, erased);
    }

    /** The row of an image, or -1. */
    int rowOf(UUID imageId) {
        for (int row = 0; row < rows; row++) {
            if (entries[row].imageId().equals(imageId) && !erased.get(row)) {
                return row;
            }
        }
        return -1;
    }

    GalleryIndex.Row row(int row) {
        return new GalleryIndex.Row(entries[row], embedding(row));
    }

    void forEach(Consumer<GalleryIndex.Row> consumer) {
        for (int row = erased.nextClearBit(0); row < rows; row = erased.nextClearBit(row + 1)) {
            consumer.accept(row(row));
        }
    }

    IndexEntry entry(int row) {
        return entries[row];
    }

    Embedding embedding(int row) {
        return Embedding.ofUnit(Arrays.copyOfRange(vectors, row * dimension, (row + 1) * dimension));
    }

    /** Adds all rows to a chunk list under construction. */
    void copyTo(ChunkList target) {
        for (int row = erased.nextClearBit(0); row < rows; row = erased.nextClearBit(row + 1)) {
            target.append(entries[row], Arrays.copyOfRange(vectors, row * dimension, (row + 1) * dimension));
        }
    }

    /** Adds a row's vector to a sum, shape [D]. */
    void addTo(float[] sum, int row) {
        for (int i = 0; i < dimension; i++) {
            sum[i] += vectors[row * dimension + i];
        }
    }

    /** Copies the embeddings of those images that are here. */
    void copyEmbeddings(Set<UUID> imageIds, Map<UUID, Embedding> target) {
        for (int row = erased.nextClearBit(0); row < rows; row = erased.nextClearBit(row + 1)) {
            if (imageIds.contains(entries[row].imageId())) {
                target.put(entries[row].imageId(), embedding(row));
            }
        }
    }

    void visit(SearchFilter filter, RowVisitor visitor) {
        for (int row = erased.nextClearBit(0); row < rows; row = erased.nextClearBit(row + 1)) {
            if (filter.accepts(entries[row].labels())) {
                visitor.visit(this, row);
            }
        }
    }

    /** Scores every accepted row: the best of the probes. */
    void scan(List<float[]> probes, SearchFilter filter, ScoreSink sink) {
        visit(filter, (chunk, row) -> sink.accept(entries[row], best(probes, row * dimension)));
    }

    private float best(List<float[]> probes, int offset) {
        float best = -1;
        for (float[] probe : probes) {
            best = Math.max(best, DotProduct.of(probe, vectors, offset));
        }
        return Math.min(best, 1); // rounding may exceed the cosine's range
    }
}
