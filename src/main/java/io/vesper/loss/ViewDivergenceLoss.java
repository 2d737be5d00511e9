package io.vesper.loss;

import ai.djl.ndarray.NDArray;

/**
 * The multi-view information bottleneck's price of what only one view shows: the symmetrised divergence of the two views'
 * posteriors, {@code (KL(p || q) + KL(q || p)) / 2}.
 *
 * <p>For normal distributions the logarithms cancel:
 * {@code mean_b sum_k ((mu_p - mu_q)^2 + sigma_p^2) / sigma_q^2 + (p and q exchanged) - 2) / 4}, in nats. See
 * <a href="https://arxiv.org/abs/2002.07017">Federici et al. 2020</a>, eq. 3.
 */
public final class ViewDivergenceLoss {
    /**
     * Symmetric in its arguments; row b of both shows the same identity.
     *
     * @param first shapes [B, Z]
     * @param second shapes [B, Z]
     * @return the loss, shape [], &ge; 0 up to rounding; attached to the manager of the first mean
     */
    public NDArray of(Posterior first, Posterior second) {
        Shapes.requireSameMatrix("means of the two views", first.mean(), second.mean());
        NDArray squaredShift = first.mean().sub(second.mean()).square();
        NDArray towardsSecond = squaredShift.add(first.variance()).div(second.variance());
        NDArray towardsFirst = squaredShift.add(second.variance()).div(first.variance());
        NDArray perAxis = towardsSecond.add(towardsFirst).sub(2);
        return Constants.over(perAxis.sum(new int[] {1}).mean(), 4); // [B, Z] -> [B] -> []
    }
}
