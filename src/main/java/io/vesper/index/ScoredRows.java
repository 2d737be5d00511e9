package io.vesper.index;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Up to 64 rows of a chunk with their scores: the best of the probes, up to the scan's error. */
final class ScoredRows {
    static final int CAPACITY = 64;

    private final int[] rows = new int[CAPACITY];
    private final float[] scores = new float[CAPACITY];
    private @Nullable IndexChunk chunk;
    private int chunkNumber;
    private int first;
    private int count;

    /** Begins anew with those of the rows 64 * word and on whose bits are set. */
    void reset(IndexChunk of, int number, int word, long bits) {
        chunk = of;
        chunkNumber = number;
        first = 64 * word;
        count = 0;
        for (long left = bits; left != 0; left &= left - 1) {
            rows[count++] = first + Long.numberOfTrailingZeros(left);
        }
    }

    /** Begins anew with one row whose score is known. */
    void reset(IndexChunk of, int number, int row, float score) {
        reset(of, number, row / 64, 1L << row);
        scores[0] = score;
    }

    /**
     * Takes the scores from products with probes that stand in adjacent columns: the best of each row.
     *
     * @param products the first row's begin at begin, the next one's a stride behind it
     */
    void score(float[] products, int begin, int probes, int stride) {
        for (int i = 0, j = begin; i < count; i++, j += stride) {
            scores[i] = products[j];
        }
        for (int probe = 1; probe < probes; probe++) {
            for (int i = 0, j = begin + probe; i < count; i++, j += stride) {
                scores[i] = Math.max(scores[i], products[j]);
            }
        }
    }

    /** The same rows and scores without those whose bits are not set. */
    void retain(ScoredRows all, long bits) {
        chunk = all.chunk;
        chunkNumber = all.chunkNumber;
        first = all.first;
        count = 0;
        for (int i = 0; i < all.count; i++) {
            if ((bits >>> (all.rows[i] - first) & 1) != 0) {
                rows[count] = all.rows[i];
                scores[count++] = all.scores[i];
            }
        }
    }

    int count() {
        return count;
    }

    int row(int i) {
        return rows[i];
    }

    /** Not yet held to the cosine's range, which rounding may exceed. */
    float score(int i) {
        return scores[i];
    }

    int place(int i) {
        return Place.of(chunkNumber, rows[i]);
    }

    RowLabels labels() {
        return Objects.requireNonNull(chunk).labels();
    }
}
