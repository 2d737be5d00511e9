package io.vesper.optimiser;

/**
 * How {@link Adam} averages and decays. The numbers are float32, as the engine takes them.
 *
 * @param beta1 how slowly the mean of the gradient moves, in [0, 1)
 * @param beta2 how slowly the mean of its square moves, in [0, 1)
 * @param epsilon added to the root of that mean, greater than 0
 * @param decoupled whether weights decay beside the gradient (AdamW) instead of through it (L2)
 */
public record AdamSettings(float beta1, float beta2, float epsilon, boolean decoupled) {
    /** Adam with L2 weight decay, as the method is trained. */
    public static final AdamSettings COUPLED = new AdamSettings(0.9f, 0.999f, 1e-8f, false);

    /** AdamW. */
    public static final AdamSettings DECOUPLED = new AdamSettings(0.9f, 0.999f, 1e-8f, true);

    public AdamSettings {
        requireAverage("beta1", beta1);
        requireAverage("beta2", beta2);
        if (!(epsilon > 0) || Float.isInfinite(epsilon)) {
            throw new IllegalArgumentException(
                    "The epsilon (%s) of Adam must be finite and greater than 0.".formatted(epsilon));
        }
    }

    private static void requireAverage(String name, float beta) {
        if (!(beta >= 0 && beta < 1)) {
            throw new IllegalArgumentException(
                    "The %s (%s) of Adam must be at least 0 and less than 1.".formatted(name, beta));
        }
    }
}
