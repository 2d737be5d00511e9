package io.vesper.loss;

import ai.djl.ndarray.NDArray;

/**
 * The normal distribution, axis by axis, that a stochastic bottleneck draws its representation from. Holds tensors of one step.
 *
 * @param mean shape [B, Z], float32
 * @param deviation standard deviations, shape [B, Z], greater than 0
 */
public record Posterior(NDArray mean, NDArray deviation) {
    public Posterior {
        Shapes.requireSameMatrix("means and deviations", mean, deviation);
    }

    /** {@code ln sigma^2}, shape [B, Z]. */
    NDArray logVariance() {
        return Constants.times(deviation.log(), 2);
    }

    NDArray variance() {
        return deviation.square();
    }
}
