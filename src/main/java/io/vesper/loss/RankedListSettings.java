package io.vesper.loss;

/**
 * Where a {@link RankedListLoss} wants its distances.
 *
 * @param sameModality boundaries for images of the anchor's modality
 * @param otherModality boundaries for images of the other modality
 * @param temperature T in {@code exp(T (alpha - d))}, at least 0: how much more the nearest negatives count; 0 counts all alike
 * @param normalise whether features are scaled to length 1 first, so that distances lie in [0, 2]
 */
public record RankedListSettings(Boundary sameModality, Boundary otherModality, double temperature, boolean normalise) {

    /** The values of the method: boundaries 1.3 and 2.2 within a modality, 1.0 and 2.0 across. */
    public static final RankedListSettings DEFAULT =
            new RankedListSettings(new Boundary(2.2, 0.9), new Boundary(2.0, 1.0), 1, true);

    /** The largest weight is exp of it, and float32 ends at exp(88). */
    private static final double LARGEST_EXPONENT = 80;

    public RankedListSettings {
        Ranges.requireNotNegative("temperature of the ranked-list loss", temperature);
        double exponent = temperature * Math.max(sameModality.alpha, otherModality.alpha);
        if (exponent > LARGEST_EXPONENT) {
            throw new IllegalArgumentException(
                    "The temperature (%s) of the ranked-list loss times its alpha is (%s), but may be at most %s, or the weights overflow."
                            .formatted(temperature, exponent, LARGEST_EXPONENT));
        }
    }

    /**
     * Two spheres around an anchor, with a gap between them.
     *
     * @param alpha radius out of which negatives are pushed, greater than 0
     * @param margin the gap: positives are pulled inside {@code alpha - margin}; at least 0 and at most alpha
     */
    public record Boundary(double alpha, double margin) {
        public Boundary {
            Ranges.requirePositive("alpha of the ranked-list loss", alpha);
            if (!(margin >= 0 && margin <= alpha)) {
                throw new IllegalArgumentException(
                        "The margin (%s) of the ranked-list loss must be at least 0 and at most alpha (%s)."
                                .formatted(margin, alpha));
            }
        }
    }
}
