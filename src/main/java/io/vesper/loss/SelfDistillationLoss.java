package io.vesper.loss;

import ai.djl.ndarray.NDArray;

/**
 * VSD: within each modality-specific branch the representation must predict what the observation predicts, so that the
 * bottleneck loses nothing that tells identities apart.
 *
 * <p>{@code KL(P_v^I || P_z^I) + KL(P_v^V || P_z^V)}, batch mean, natural logarithm. The observation v teaches and gets no
 * gradient; the gradient on the logits of z is {@code (P_z - P_v) / (B T)}. See
 * <a href="https://arxiv.org/abs/2104.02862">Tian et al. 2021</a>, eq. 8.
 */
public final class SelfDistillationLoss {
    private final double temperature;
    private final DistillationForm form;

    /** With the paper's divergence. */
    public SelfDistillationLoss(double temperature) {
        this(temperature, DistillationForm.DIVERGENCE);
    }

    /**
     * @param temperature divides both logits, greater than 0; 1 leaves them as they are
     * @param form the paper's divergence, or what the authors' program computes, which is negative
     */
    public SelfDistillationLoss(double temperature, DistillationForm form) {
        this.form = form;
        this.temperature = Ranges.requirePositive("temperature of the self-distillation", temperature);
    }

    /**
     * Symmetric in its arguments.
     *
     * @param infrared the infrared branch, logits of shape [B, C]
     * @param visible the visible branch, logits of shape [B, C]
     * @return the loss, shape [], &ge; 0 up to rounding; attached to the manager of the infrared observation
     */
    public NDArray of(BranchLogits infrared, BranchLogits visible) {
        return distil(infrared).add(distil(visible));
    }

    private NDArray distil(BranchLogits branch) {
        return form.of(branch.observation(), branch.representation(), temperature);
    }
}
