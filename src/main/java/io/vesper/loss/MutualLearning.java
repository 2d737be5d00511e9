package io.vesper.loss;

import ai.djl.ndarray.NDArray;

/** Draws the predictions of the two modality-specific branches together. */
public sealed interface MutualLearning permits MutualLearningLoss, SinkhornMutualLearningLoss {
    /**
     * @param infraredLogits class logits from the infrared branch's observation, shape [B, C], float32
     * @param visibleLogits class logits from the visible branch's observation, shape [B, C], float32
     * @return the loss, shape [], &ge; 0 up to rounding; attached to the manager of {@code infraredLogits}
     * @throws IllegalArgumentException if the shapes differ
     */
    NDArray of(NDArray infraredLogits, NDArray visibleLogits);
}
