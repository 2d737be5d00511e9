package io.vesper.loss;

import ai.djl.ndarray.NDArray;

/**
 * The conventional information bottleneck's price of what z knows of v: {@code KL(q(z|v) || N(0, I))}, which bounds their mutual
 * information from above.
 *
 * <p>{@code mean_b sum_k (mu^2 + sigma^2 - 1 - ln sigma^2) / 2}, in nats. See
 * <a href="https://arxiv.org/abs/1612.00410">Alemi et al. 2017</a>, eq. 17.
 */
public final class PriorDivergenceLoss {
    /**
     * @param posterior shapes [B, Z]
     * @return the loss, shape [], &ge; 0 up to rounding; attached to the manager of the mean
     */
    public NDArray of(Posterior posterior) {
        NDArray perAxis = posterior
                .mean()
                .square()
                .add(posterior.variance())
                .sub(posterior.logVariance())
                .sub(1);
        return Constants.over(perAxis.sum(new int[] {1}).mean(), 2); // [B, Z] -> [B] -> []
    }
}
