package io.vesper.index;

/**
 * A probe made ready for a scan.
 *
 * @param values shape [D]
 * @param small the same in few bits
 */
record ScanProbe(float[] values, Int8Vector small) {
    /** Vectors are of length 1 within a thousandth; and sums are rounded. */
    private static final float LENGTH = 1.002f;

    private static final float[] NO_VALUES = {};

    static ScanProbe of(float[] values) {
        return new ScanProbe(values, Int8Vector.of(values));
    }

    /** For vectors on the heap, which see all of it. */
    static ScanProbe ofFloats(float[] values) {
        return new ScanProbe(values, Int8Vector.NONE);
    }

    /** For vectors in few bits, which see nothing else. */
    static ScanProbe ofNumbers(Int8Vector small) {
        return new ScanProbe(NO_VALUES, small);
    }

    /**
     * By how much a product with a row in few bits differs from the exact one at most, by Cauchy and Schwarz.
     *
     * @param row the error of the rows
     */
    float error(float row) {
        return row == 0 ? 0 : LENGTH * row + small.error() * (LENGTH + row) + 1e-6f * values.length / 8;
    }
}
