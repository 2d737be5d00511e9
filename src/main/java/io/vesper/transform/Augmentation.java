package io.vesper.transform;

/**
 * Which random changes a picture undergoes in training. Each is drawn on its own, in the order of {@link
 * TrainingTransform}.
 *
 * @param flipProbability of mirroring left and right, in [0, 1]
 * @param padPx black pixels put around the resized picture, out of which a picture of the network's size is then cut at
 *     a random place; 0 leaves it in place
 * @param erasingProbability of covering a random rectangle, in [0, 1]
 * @param greyscaleProbability of replacing colours by their grey, in [0, 1]
 */
public record Augmentation(double flipProbability, int padPx, double erasingProbability, double greyscaleProbability) {
    /** Changes nothing. */
    public static final Augmentation NONE = new Augmentation(0, 0, 0, 0);

    /** Mirrors half of the pictures, as the published training does. */
    public static final Augmentation FLIP = new Augmentation(0.5, 0, 0, 0);

    public Augmentation {
        requireProbability("flip", flipProbability);
        requireProbability("erasing", erasingProbability);
        requireProbability("greyscale", greyscaleProbability);
        if (padPx < 0) {
            throw new IllegalArgumentException("The padding (%d px) must not be negative.".formatted(padPx));
        }
    }

    private static void requireProbability(String name, double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "The %s probability (%s) must lie in [0, 1]. Maybe it was given in percent."
                            .formatted(name, probability));
        }
    }
}
