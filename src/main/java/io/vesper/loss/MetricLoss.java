package io.vesper.loss;

import ai.djl.ndarray.NDArray;

/** Shapes the feature space: images of one person near each other, other people away. */
public sealed interface MetricLoss permits RankedListLoss, BatchHardTripletLoss {
    /**
     * @param features shape [B, D], float32
     * @param identityLabels shape [B], int64
     * @param infrared whether the camera that took the image is infrared, shape [B], boolean
     * @return the loss, shape [], &ge; 0; attached to the manager of {@code features}
     * @throws IllegalArgumentException if the shapes or types do not fit together
     */
    NDArray of(NDArray features, NDArray identityLabels, NDArray infrared);
}
