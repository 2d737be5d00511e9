package io.vesper.loss;

import ai.djl.ndarray.NDArray;

/**
 * VCD: in the shared branch the representation of one modality must predict what the observation of the other modality
 * predicts, which only what both modalities show can do.
 *
 * <p>{@code w KL(P_v^V || P_z^I) + w KL(P_v^I || P_z^V)}, batch mean, natural logarithm. The observations v teach and get no
 * gradient. Row b of both inputs must show the same identity. See
 * <a href="https://arxiv.org/abs/2104.02862">Tian et al. 2021</a>; the weight w is that of the authors' program.
 */
public final class CrossDistillationLoss {
    /** The weight that the authors' program gives each direction. */
    public static final double DEFAULT_WEIGHT = 0.5;

    private final double temperature;
    private final float weight;
    private final DistillationForm form;

    /**
     * With the paper's divergence and {@link #DEFAULT_WEIGHT}.
     *
     * @param temperature divides both logits, greater than 0; 1 leaves them as they are
     */
    public CrossDistillationLoss(double temperature) {
        this(temperature, DEFAULT_WEIGHT, DistillationForm.DIVERGENCE);
    }

    /**
     * @param temperature divides both logits, greater than 0; 1 leaves them as they are
     * @param weight w of each direction, greater than 0; 1 is the plain sum
     * @param form the paper's divergence, or what the authors' program computes, which is negative
     */
    public CrossDistillationLoss(double temperature, double weight, DistillationForm form) {
        this.temperature = Ranges.requirePositive("temperature of the cross-distillation", temperature);
        this.weight = (float) Ranges.requirePositive("weight of the cross-distillation", weight);
        this.form = form;
    }

    /**
     * Symmetric in its arguments.
     *
     * @param infrared the shared branch on the infrared input, logits of shape [B, C]
     * @param visible the shared branch on the visible input, logits of shape [B, C]
     * @return the loss, shape [], &ge; 0 up to rounding; attached to the manager of the visible observation
     * @throws IllegalArgumentException if the shapes differ
     */
    public NDArray of(BranchLogits infrared, BranchLogits visible) {
        NDArray towardsInfrared = form.of(visible.observation(), infrared.representation(), temperature);
        NDArray towardsVisible = form.of(infrared.observation(), visible.representation(), temperature);
        return Constants.times(towardsInfrared.add(towardsVisible), weight);
    }
}
