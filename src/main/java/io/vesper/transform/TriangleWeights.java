package io.vesper.transform;

/**
 * How much each input pixel of a line counts for each output pixel, when a line is resized with the triangle filter.
 * When it shrinks, the triangle is stretched so that every input pixel counts: that is the antialiasing.
 *
 * <p>The order of the floating-point operations is Pillow's, since each result is rounded to fixed point.
 */
final class TriangleWeights {
    /** Fixed-point weights sum to 2^22, so that a sum of weighted bytes and its rounding fit in an int. */
    static final int FRACTION_BITS = 22;

    private final int[] firsts;
    private final int[][] weights;

    /** @param inputLength and {@code outputLength} pixels of the line, each at least 1 */
    TriangleWeights(int inputLength, int outputLength) {
        firsts = new int[outputLength];
        weights = new int[outputLength][];
        double scale = (double) inputLength / outputLength;
        double support = Math.max(scale, 1);
        for (int i = 0; i < outputLength; i++) {
            double centre = (i + 0.5) * scale;
            firsts[i] = Math.max(0, (int) (centre - support + 0.5));
            int end = Math.min(inputLength, (int) (centre + support + 0.5));
            weights[i] = toFixedPoint(triangle(firsts[i], end, centre, support));
        }
    }

    /** The first input pixel that counts for an output pixel. */
    int first(int output) {
        return firsts[output];
    }

    /** The weights of the input pixels from {@link #first} on; not to be changed. */
    int[] of(int output) {
        return weights[output];
    }

    private static double[] triangle(int first, int end, double centre, double support) {
        double inverseSupport = 1 / support;
        double[] values = new double[end - first];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0, 1 - Math.abs((first + i - centre + 0.5) * inverseSupport));
            sum += values[i];
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= sum;
        }
        return values;
    }

    private static int[] toFixedPoint(double[] values) {
        int[] fixed = new int[values.length];
        for (int i = 0; i < fixed.length; i++) {
            fixed[i] = (int) (0.5 + values[i] * (1 << FRACTION_BITS));
        }
        return fixed;
    }
}
