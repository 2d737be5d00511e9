package io.vesper.index;

import io.vesper.embedding.Embedding;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A view of consecutive rows of the index: their vectors lie one after another and are never moved.
 *
 * <p>A view is immutable. A newer one shares the vectors and shows more rows, or fewer, or other labels; an older one, with which
 * a search may be at work, never looks beyond its own.
 */
final class IndexChunk {
    private final int dimension;
    private final RowVectors vectors;
    private final RowLabels labels;
    private final int rows;
    private final BitSet erased;
    private final long[] erasedWords;
    private final long[] covered;

    private IndexChunk(IndexChunk from, RowLabels labels, int rows, BitSet erased, long[] covered) {
        this.dimension = from.dimension;
        this.vectors = from.vectors;
        this.labels = labels;
        this.rows = rows;
        this.erased = erased;
        this.erasedWords = erased == from.erased ? from.erasedWords : erased.toLongArray();
        this.covered = covered;
    }

    IndexChunk(int dimension, int capacity, VectorStorage storage) {
        this.dimension = dimension;
        this.vectors = storage.chunk(dimension, capacity);
        this.labels = new RowLabels(capacity);
        this.rows = 0;
        this.erased = new BitSet();
        this.erasedWords = new long[0];
        this.covered = new long[0];
    }

    boolean isFull() {
        return rows == labels.capacity();
    }

    int capacity() {
        return labels.capacity();
    }

    /** Rows, erased ones among them. */
    int rows() {
        return rows;
    }

    int size() {
        return rows - erased.cardinality();
    }

    int erased() {
        return erased.cardinality();
    }

    /** One more row behind the last, whose vector is written before anybody sees it; only the newest view may be asked. */
    IndexChunk with(IndexEntry entry, LabelCodes codes) {
        labels.set(rows, entry, codes);
        return new IndexChunk(this, labels, rows + 1, erased, covered);
    }

    IndexChunk without(Set<UUID> imageIds) {
        BitSet more = (BitSet) erased.clone();
        for (int row = 0; row < rows && !imageIds.isEmpty(); row++) {
            if (imageIds.contains(entry(row).imageId())) {
                more.set(row);
            }
        }
        return more.equals(erased) ? this : new IndexChunk(this, labels, rows, more, covered);
    }

    /** The same rows under other labels; these are copied, because an older view goes on reading its own. */
    IndexChunk relabelled(Map<UUID, IndexEntry> changed, LabelCodes codes) {
        RowLabels copy = null;
        long[] still = covered;
        for (int row = 0; row < rows && !changed.isEmpty(); row++) {
            IndexEntry entry = changed.get(entry(row).imageId());
            if (entry != null) {
                copy = copy == null ? labels.copy() : copy;
                copy.set(row, entry, codes);
                if (isCovered(row)
                        && !GraphKey.of(entry.labels())
                                .equals(GraphKey.of(entry(row).labels()))) {
                    still = still == covered ? covered.clone() : still;
                    still[row / 64] &= ~(1L << row);
                }
            }
        }
        return copy == null ? this : new IndexChunk(this, copy, rows, erased, still);
    }

    /** The same rows, led to by other graphs than before: the lowest bit stands for the first. */
    IndexChunk covered(long[] words) {
        return new IndexChunk(this, labels, rows, erased, words);
    }

    /** The row of an image, or -1. */
    int rowOf(UUID imageId) {
        for (int row = 0; row < rows; row++) {
            if (entry(row).imageId().equals(imageId) && !erased.get(row)) {
                return row;
            }
        }
        return -1;
    }

    /** Sequence number of the youngest image, 0 if there is none. */
    long lastSequence() {
        long last = 0;
        for (int row = erased.nextClearBit(0); row < rows; row = erased.nextClearBit(row + 1)) {
            last = Math.max(last, entry(row).sequence());
        }
        return last;
    }

    GalleryIndex.Row row(int row) {
        return new GalleryIndex.Row(entry(row), embedding(row));
    }

    void forEach(Consumer<GalleryIndex.Row> consumer) {
        for (int row = erased.nextClearBit(0); row < rows; row = erased.nextClearBit(row + 1)) {
            consumer.accept(row(row));
        }
    }

    RowLabels labels() {
        return labels;
    }

    IndexEntry entry(int row) {
        return labels.entry(row);
    }

    /** Adds to each kind of rows, by its number, how many there are here. */
    void countKinds(int[] counts) {
        for (int row = erased.nextClearBit(0); row < rows; row = erased.nextClearBit(row + 1)) {
            counts[labels.kind(row)]++;
        }
    }

    Embedding embedding(int row) {
        return Embedding.ofUnit(vector(row));
    }

    private float[] vector(int row) {
        float[] vector = new float[dimension];
        vectors.read(row, vector);
        return vector;
    }

    RowVectors vectors() {
        return vectors;
    }

    int dimension() {
        return dimension;
    }

    /** Adds all rows to a chunk list under construction. */
    void copyTo(ChunkList target) {
        for (int row = erased.nextClearBit(0); row < rows; row = erased.nextClearBit(row + 1)) {
            target.append(entry(row), vector(row));
        }
    }

    /** Adds a row's vector to a sum, shape [D]. */
    void addTo(float[] sum, int row) {
        float[] vector = vector(row);
        for (int i = 0; i < dimension; i++) {
            sum[i] += vector[i];
        }
    }

    /** Which of the rows 64 * word and on are there: the lowest bit stands for the first. */
    long present(int word) {
        int behind = rows - 64 * word;
        long written = behind >= 64 ? -1 : (1L << behind) - 1;
        return word < erasedWords.length ? written & ~erasedWords[word] : written;
    }

    /** Which of the rows 64 * word and on, erased ones among them, a graph of their gallery and modality leads to. */
    long covered(int word) {
        return word < covered.length ? covered[word] : 0;
    }

    boolean isCovered(int row) {
        return (covered(row / 64) >>> row % 64 & 1) != 0;
    }

    boolean isPresent(int row) {
        return (present(row / 64) >>> row % 64 & 1) != 0;
    }

    int words() {
        return (rows + 63) / 64;
    }

    void visit(RowFilter filter, RowVisitor visitor) {
        for (int word = 0; word < words(); word++) {
            for (long left = filter.accepted(this, word); left != 0; left &= left - 1) {
                visitor.visit(this, 64 * word + Long.numberOfTrailingZeros(left));
            }
        }
    }
}
