package io.vesper.kernel;

/**
 * Inner products of probes with rows of a matrix.
 *
 * <p>What two equal rows get is equal to the last bit, wherever they lie and whatever is computed beside them; two kernels, and the
 * two methods for single precision, agree up to rounding.
 */
public interface Kernel {
    /** What it runs on, for logs and metrics: {@code scalar} or {@code vector-} and the bits of a vector. */
    String name();

    /** Whether it is fast from the first call on. */
    boolean isWarm();

    /** How many probes one {@link ProbePanels panel} holds. */
    int panelWidth();

    /**
     * One probe with many rows.
     *
     * @param probe shape [D]
     * @param matrix holds the rows, D values each
     * @param offsets where each row begins, shape [at least count]
     * @param count how many rows, ≥ 0
     * @param products receives the inner products, shape [at least count]
     */
    void multiply(float[] probe, float[] matrix, int[] offsets, int count, float[] products);

    /**
     * Many probes with many rows: each value that is read takes part in several products.
     *
     * @param products receives the inner products, shape [at least count + 3, {@link ProbePanels#stride()}]; what stands in other
     *     places afterwards is undefined
     */
    void multiply(ProbePanels probes, float[] matrix, int[] offsets, int count, float[] products);

    /**
     * One probe with many rows of small whole numbers, exactly.
     *
     * @param probe shape [D], each -127 to 127
     * @param matrix holds the rows, D values each, each -127 to 127
     * @param products shape [at least count]
     */
    void multiply(short[] probe, byte[] matrix, int[] offsets, int count, int[] products);
}
