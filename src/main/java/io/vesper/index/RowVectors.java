package io.vesper.index;

import io.vesper.kernel.Kernel;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of a chunk, one behind the other; a row is written once, before anybody reads it,
 * while other threads may write other rows.
 */
interface RowVectors {
    void write(int row, float[] vector);

    /** Copies a row's vector as it was written. */
    void read(int row, float[] vector);

    /** A probe's inner product with a row, as it was written. */
    float product(Kernel kernel, float[] probe, int row);

    /** A row made ready to be compared with other rows as scans see them. */
    ScanProbe probe(int row);

    /**
     * Inner products for a scan, which may be off by {@link ScanProbe#error}.
     *
     * @param offsets the rows' numbers times D
     * @param products receives them, shape [at least count]
     */
    void scan(Kernel kernel, ScanProbe probe, int[] offsets, int count, float[] products);

    /** By how much a row is longer than what scans see of it at most: the length of the difference. */
    float error();

    /** All values, if they lie in one array. */
    float @Nullable [] floats();
}
