package io.vesper.loss;

import ai.djl.ndarray.NDArray;

/**
 * VML: in the shared branch the representations of both modalities must predict alike, so that what one modality alone
 * shows is dropped.
 *
 * <p>The Jensen-Shannon divergence {@code KL(P_z^I || M) / 2 + KL(P_z^V || M) / 2} with M the mean of the two predictions,
 * batch mean, natural logarithm; both sides get a gradient. Row b of both inputs must show the same identity. See
 * <a href="https://arxiv.org/abs/2104.02862">Tian et al. 2021</a>.
 */
public final class VariationalMutualLearningLoss {
    /**
     * Symmetric in its arguments.
     *
     * @param infraredLogits class logits from the shared representation of the infrared input, shape [B, C], float32
     * @param visibleLogits class logits from the shared representation of the visible input, shape [B, C], float32
     * @return the loss, shape [], in [0, ln 2] up to rounding; attached to the manager of {@code infraredLogits}
     * @throws IllegalArgumentException if the shapes differ
     */
    public NDArray of(NDArray infraredLogits, NDArray visibleLogits) {
        return Divergence.jensenShannon(infraredLogits, visibleLogits);
    }
}
