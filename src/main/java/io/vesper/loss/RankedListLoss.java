package io.vesper.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.vesper.loss.RankedListSettings.Boundary;

/**
 * Pulls all positives of an anchor into one sphere and pushes all negatives out of a wider one, for the anchor's own
 * modality and for the other one each with their own radii.
 *
 * <p>Mean over anchors i of, summed over both relations r with {@code alpha} and {@code margin}:
 *
 * <pre>
 * sum_{j in Pos_r, j != i} max(0, d_ij - (alpha - margin)) / (|Pos_r| + 1e-5)
 * + sum_{k in Neg_r} w_k (alpha - d_ik) / (sum_k w_k + 1e-5)
 * </pre>
 *
 * over the negatives with {@code d_ik < alpha}, where {@code w_k = exp(T (alpha - d_ik))} is differentiated too. A relation
 * without positives or negatives adds 0. See <a href="https://arxiv.org/abs/1903.03238">Wang et al. 2019</a>.
 */
public final class RankedListLoss implements MetricLoss {
    /** Keeps an empty list from dividing by 0. */
    private static final double EPSILON = 1e-5;

    private final RankedListSettings settings;

    public RankedListLoss(RankedListSettings settings) {
        this.settings = settings;
    }

    @Override
    public NDArray of(NDArray features, NDArray identityLabels, NDArray infrared) {
        Pairs.requireBatch(features, identityLabels, infrared);
        NDArray distances = Pairs.distances(features, settings.normalise()); // [B, D] -> [B, B]
        NDArray sameModality = Pairs.equal(infrared);
        NDArray within = perAnchor(distances, identityLabels, sameModality, settings.sameModality());
        NDArray across = perAnchor(distances, identityLabels, sameModality.logicalNot(), settings.otherModality());
        return within.add(across).mean(); // [B] -> []
    }

    private NDArray perAnchor(NDArray distances, NDArray identityLabels, NDArray related, Boundary boundary) {
        NDArray sameIdentity = Pairs.equal(identityLabels);
        NDArray positives = sameIdentity.logicalAnd(related).logicalAnd(Pairs.distinct(identityLabels));
        NDArray negatives = sameIdentity.logicalNot().logicalAnd(related);
        return pull(distances, positives, boundary).add(push(distances, negatives, boundary)); // [B]
    }

    private static NDArray pull(NDArray distances, NDArray positives, Boundary boundary) {
        NDArray excess = Activation.relu(distances.sub(boundary.alpha() - boundary.margin()));
        NDArray counted = Pairs.mask(positives, distances);
        return rowSum(excess.mul(counted)).div(rowSum(counted).add(EPSILON));
    }

    private NDArray push(NDArray distances, NDArray negatives, Boundary boundary) {
        NDArray gaps = distances.neg().add(boundary.alpha());
        NDArray counted = Pairs.mask(negatives.logicalAnd(gaps.gt(0)), distances);
        NDArray weights = Constants.times(gaps, settings.temperature()).exp().mul(counted);
        return rowSum(weights.mul(gaps)).div(rowSum(weights).add(EPSILON));
    }

    private static NDArray rowSum(NDArray pairs) {
        return pairs.sum(new int[] {1}); // [B, B] -> [B]
    }
}
