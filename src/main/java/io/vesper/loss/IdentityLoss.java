package io.vesper.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/**
 * Classifies each image as its identity: cross-entropy with label smoothing.
 *
 * <p>{@code -mean_b sum_k q_k ln p_k} with {@code q = (1 - s) onehot(y) + s / C} and p the softmax of the logits. Smoothing
 * keeps the network from growing its logits without end on identities with few images. See
 * <a href="https://arxiv.org/abs/1512.00567">Szegedy et al. 2016</a>, section 7.
 */
public final class IdentityLoss {
    private final float labelSmoothing;

    /**
     * @param labelSmoothing s, the share of the target spread evenly over all identities, in [0, 1); 0 is the plain
     *     cross-entropy
     */
    public IdentityLoss(double labelSmoothing) {
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw new IllegalArgumentException(
                    "The label smoothing (%s) must be at least 0 and less than 1.".formatted(labelSmoothing));
        }
        this.labelSmoothing = (float) labelSmoothing;
    }

    /**
     * @param logits class logits, shape [B, C], float32
     * @param identityLabels shape [B], int64, each in [0, C)
     * @return the loss, shape [], &ge; 0; attached to the manager of {@code logits}
     * @throws IllegalArgumentException if the shapes or types do not fit together
     */
    public NDArray of(NDArray logits, NDArray identityLabels) {
        Shapes.requireMatrix("class logits", logits);
        Shapes.requireOnePerRow("identity labels", identityLabels, DataType.INT64, logits);
        NDArray logProbabilities = logits.logSoftmax(1);
        NDArray ofLabels =
                logProbabilities.gather(identityLabels.expandDims(1), 1).mean(); // [B, C] -> []
        NDArray ofAll = logProbabilities.mean();
        return Constants.times(ofLabels, labelSmoothing - 1).sub(Constants.times(ofAll, labelSmoothing));
    }
}
