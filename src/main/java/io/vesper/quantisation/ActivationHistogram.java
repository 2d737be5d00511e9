package io.vesper.quantisation;

import io.vesper.onnx.ActivationRange;
import java.nio.FloatBuffer;

/** Counts the values of one activation, of whatever size they are: where they outgrow the bins, two bins become one. */
final class ActivationHistogram {
    private static final int HALF = 4096;

    private final long[] counts = new long[2 * HALF];
    /** Of a bin; 0 until a value is not 0. */
    private double width;

    private long total;

    void add(FloatBuffer values) {
        while (values.hasRemaining()) {
            add(values.get());
        }
    }

    private void add(float value) {
        if (!Float.isFinite(value)) {
            throw new IllegalStateException(
                    "An activation is %s, so the network gives no embeddings. Maybe its weights are damaged."
                            .formatted(value));
        }
        total++;
        if (width == 0) {
            width = Math.abs((double) value) / HALF * 2;
        }
        while (width > 0 && Math.abs(value) >= width * HALF) {
            widen();
        }
        counts[width == 0 ? HALF : HALF + (int) Math.floor(value / width)]++;
    }

    /** Bins of twice the width, around the same middle. */
    private void widen() {
        for (int i = 0; i < HALF; i++) {
            int upper = HALF + i;
            counts[upper] = i < HALF / 2 ? counts[HALF + 2 * i] + counts[HALF + 2 * i + 1] : 0;
            int lower = HALF - 1 - i;
            counts[lower] = i < HALF / 2 ? counts[HALF - 1 - 2 * i] + counts[HALF - 2 - 2 * i] : 0;
        }
        width *= 2;
    }

    /**
     * The range without the outermost values on either side.
     *
     * @param cut share of all values that may be cut off on each side, at least 0 and below 0.5
     */
    ActivationRange range(double cut) {
        long spared = (long) (cut * total);
        int first = 0;
        for (long below = counts[0]; below <= spared && first < HALF; below += counts[first]) {
            first++;
        }
        int last = counts.length - 1;
        for (long above = counts[last]; above <= spared && last >= HALF; above += counts[last]) {
            last--;
        }
        float low = (float) ((first - HALF) * width);
        float high = (float) ((last + 1 - HALF) * width);
        return new ActivationRange(low, low == high ? 1 : high);
    }
}
