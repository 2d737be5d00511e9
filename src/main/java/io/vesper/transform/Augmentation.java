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
 * @param channelExchangeProbability of replacing all channels by one of them, drawn evenly, in [0, 1]: a visible picture as a
 *     camera of one band would have it (<a href="https://openaccess.thecvf.com/content/ICCV2021/html/Ye_Channel_Augmented_Joint_Learning_for_Visible-Infrared_Recognition_ICCV_2021_paper.html">Ye
 *     et al. 2021</a>); an infrared picture, whose channels are equal, stays as it is
 */
public record Augmentation(
        double flipProbability,
        int padPx,
        double erasingProbability,
        double greyscaleProbability,
        double channelExchangeProbability) {
    /** Changes nothing. */
    public static final Augmentation NONE = new Augmentation(0, 0, 0, 0, 0);

    /** Mirrors half of the pictures, as the published training does. */
    public static final Augmentation FLIP = new Augmentation(0.5, 0, 0, 0, 0);

    public Augmentation {
        requireProbability("flip", flipProbability);
        requireProbability("erasing", erasingProbability);
        requireProbability("greyscale", greyscaleProbability);
        requireProbability("channel exchange", channelExchangeProbability);
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
