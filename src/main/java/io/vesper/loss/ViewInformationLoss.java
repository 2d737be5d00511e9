package io.vesper.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/**
 * The multi-view information bottleneck's reward for what both views show: the negative of a lower bound of the mutual information
 * of their representations, {@code ln B - I}, so that 0 is the best it can get.
 *
 * <p>The bound is InfoNCE with the cosine as critic: {@code mean_b -ln (exp(c_bb / T) / sum_j exp(c_bj / T))}, averaged over both
 * directions, j over row b and the rows of other identities: other pictures of the same person are no negatives. See <a href="https://arxiv.org/abs/2002.07017">Federici et al. 2020</a>, eq. 3, and
 * <a href="https://arxiv.org/abs/1807.03748">van den Oord et al. 2018</a>, eq. 4.
 */
public final class ViewInformationLoss {
    private static final double TEMPERATURE = 0.1;
    /** Taken off a score, it leaves nothing of its exponential. */
    private static final double FAR = 1e4;

    /**
     * Symmetric in its arguments; row b of both shows the same identity.
     *
     * @param first representations of one view, shape [B, Z], float32
     * @param second representations of the other, shape [B, Z], float32
     * @param identityLabels of the rows, shape [B], int64
     * @return the loss, shape [], in nats, &ge; 0; attached to the manager of {@code first}
     */
    public NDArray of(NDArray first, NDArray second, NDArray identityLabels) {
        Shapes.requireSameMatrix("representations of the two views", first, second);
        Shapes.requireOnePerRow("identity labels", identityLabels, DataType.INT64, first);
        NDArray cosines = first.normalize(2, 1).matMul(second.normalize(2, 1).transpose()); // [B, B]
        NDArray distinct = Pairs.distinct(first);
        NDArray left = Pairs.mask(Pairs.equal(identityLabels).logicalAnd(distinct), first);
        NDArray scores = Constants.over(cosines, TEMPERATURE).sub(Constants.times(left, FAR));
        NDArray own = Pairs.mask(distinct.logicalNot(), first);
        NDArray towardsSecond = scores.logSoftmax(1).mul(own).sum();
        NDArray towardsFirst = scores.logSoftmax(0).mul(own).sum();
        return Constants.over(
                towardsSecond.add(towardsFirst).neg(), 2.0 * first.getShape().get(0));
    }
}
