package io.vesper.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/**
 * Keeps each anchor's farthest positive nearer than its nearest negative, in the whole batch whatever the modality.
 *
 * <p>Mean over anchors of {@code max(0, margin + max_p d(anchor, p) - min_n d(anchor, n))}, d Euclidean. An anchor without a
 * positive or without a negative has no triplet and adds 0. See <a href="https://arxiv.org/abs/1703.07737">Hermans et al.
 * 2017</a>, eq. 5.
 */
public final class BatchHardTripletLoss implements MetricLoss {
    /** Farther than any feature: what stands for a negative that is none. */
    private static final double OUT_OF_REACH = 1e9;

    private final double margin;
    private final boolean normalise;

    /**
     * @param margin how much nearer, at least 0
     * @param normalise whether features are scaled to length 1 first
     */
    public BatchHardTripletLoss(double margin, boolean normalise) {
        this.margin = Ranges.requireNotNegative("margin of the triplet loss", margin);
        this.normalise = normalise;
    }

    @Override
    public NDArray of(NDArray features, NDArray identityLabels, NDArray infrared) {
        Pairs.requireBatch(features, identityLabels, infrared);
        NDArray distances = Pairs.distances(features, normalise); // [B, D] -> [B, B]
        NDArray sameIdentity = Pairs.equal(identityLabels);
        NDArray positives = Pairs.mask(sameIdentity.logicalAnd(Pairs.distinct(identityLabels)), distances);
        NDArray others = Constants.times(Pairs.mask(sameIdentity, distances), OUT_OF_REACH);
        NDArray farthestPositive = distances.mul(positives).max(new int[] {1}); // [B, B] -> [B]
        NDArray nearestNegative = distances.add(others).min(new int[] {1});
        NDArray hinge = Activation.relu(farthestPositive.sub(nearestNegative).add(margin));
        return hinge.mul(positives.max(new int[] {1})).mean(); // [B] -> []
    }
}
