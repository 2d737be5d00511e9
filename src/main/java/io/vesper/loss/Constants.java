package io.vesper.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Arithmetic with numbers in a loss. DJL's own {@code x.mul(number)} wraps the number in memory that Java owns and lets go of it at
 * once, while the gradient still needs it: a garbage collection between forward and backward then yields a wrong gradient or NaN. The
 * constants made here lie in the engine's memory, which lives as long as the gradient refers to it.
 */
public final class Constants {
    private Constants() {}

    /**
     * @param x any shape, float32
     * @return {@code factor * x}, attached to the manager of {@code x}
     */
    public static NDArray times(NDArray x, double factor) {
        try (NDArray constant = like(x, factor)) {
            return x.mul(constant);
        }
    }

    /** {@code x / divisor}. */
    static NDArray over(NDArray x, double divisor) {
        try (NDArray constant = like(x, divisor)) {
            return x.div(constant);
        }
    }

    /** {@code max(x, least)}. */
    static NDArray atLeast(NDArray x, double least) {
        try (NDArray constant = like(x, least)) {
            return x.maximum(constant);
        }
    }

    private static NDArray like(NDArray x, double value) {
        return x.getManager().full(new Shape(), (float) value, x.getDataType());
    }
}
