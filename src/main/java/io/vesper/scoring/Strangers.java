package io.vesper.scoring;

/**
 * How alike images of different people are, for one pair of modalities.
 *
 * @param mean of their cosines
 * @param deviation standard deviation of their cosines, above 0
 */
public record Strangers(double mean, double deviation) {
    /** What is assumed before anybody is known: about the spread that the shipped model's embeddings have. */
    static final Strangers ASSUMED = new Strangers(0, 0.2);

    public Strangers {
        if (!(deviation > 0) || Double.isInfinite(deviation) || !Double.isFinite(mean)) {
            throw new IllegalArgumentException(
                    "The cosines of strangers have the mean (%s) and the deviation (%s), but both must be finite and the deviation above 0. Maybe an embedding is not a unit vector."
                            .formatted(mean, deviation));
        }
    }

    /**
     * What a cosine is worth: by how many standard deviations it exceeds the mean cosine of strangers. Rises with the cosine.
     *
     * @param cosine in [-1, 1]
     * @return 0 for two images as alike as strangers are on average
     */
    public double calibrated(double cosine) {
        return (cosine - mean) / deviation;
    }
}
