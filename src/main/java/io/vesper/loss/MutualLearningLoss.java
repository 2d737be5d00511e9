package io.vesper.loss;

import ai.djl.ndarray.NDArray;

/**
 * DML: the two modality-specific branches teach each other from their observations.
 *
 * <p>{@code KL(sg P_a || P_b) + KL(sg P_b || P_a)}, sg = no gradient, batch mean: each direction moves only its second
 * prediction, so each branch is drawn to the other one as it stands. See
 * <a href="https://arxiv.org/abs/1706.00384">Zhang et al. 2018</a>.
 */
public final class MutualLearningLoss implements MutualLearning {
    private static final double TEMPERATURE = 1;

    /** Symmetric in its arguments. */
    @Override
    public NDArray of(NDArray infraredLogits, NDArray visibleLogits) {
        NDArray towardsInfrared = Divergence.kl(infraredLogits, visibleLogits, TEMPERATURE);
        NDArray towardsVisible = Divergence.kl(visibleLogits, infraredLogits, TEMPERATURE);
        return towardsInfrared.add(towardsVisible);
    }
}
