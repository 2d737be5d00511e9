package io.vesper.bench;

import java.util.stream.DoubleStream;

/** Nearest-rank percentiles. */
final class Percentile {
    private Percentile() {}

    /**
     * The smallest value that at least this share of all values does not exceed.
     *
     * @param share above 0, at most 1
     * @param values at least one
     */
    static double of(double share, DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
