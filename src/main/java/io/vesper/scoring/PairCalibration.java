package io.vesper.scoring;

/**
 * What a cosine is worth, for one pair of modalities: how much likelier it is between two images of one person than between images of
 * two, as a natural logarithm.
 *
 * <p>By how many deviations z a cosine exceeds those of strangers is taken to be normal, about 0 for strangers and about the
 * separation d for one person's images, both as wide: the likelihood ratio is then exp(d (z - d / 2)), as speaker recognition asks of
 * a calibrated score (<a href="https://doi.org/10.1016/j.csl.2005.08.001">Brümmer and du Preez 2006</a>). Unlike that of two widths,
 * it always rises with the cosine.
 *
 * @param strangers cosines of images of two people
 * @param separation d, the sensitivity index, above 0: by how many deviations one person's images are more alike than strangers'
 */
public record PairCalibration(Spread strangers, double separation) {
    /** A model that tells nobody apart has about none; a pair of modalities ranks by cosines all the same. */
    private static final double LEAST = 0.1;

    public PairCalibration {
        if (!(separation > 0) || Double.isInfinite(separation)) {
            throw new IllegalArgumentException(
                    "The separation (%s) of one person's images from strangers must be finite and above 0."
                            .formatted(separation));
        }
    }

    /**
     * Of the separation at which two normal distributions as wide as strangers' are confused as often as these two are.
     *
     * @param samePerson by how many of the strangers' deviations cosines of one person's images exceed the strangers' mean
     */
    static PairCalibration of(Spread strangers, Spread samePerson) {
        return new PairCalibration(strangers, Math.max(LEAST, 2 * samePerson.mean() / (1 + samePerson.deviation())));
    }

    /**
     * What a cosine is worth. Rises with the cosine.
     *
     * @param cosine in [-1, 1]
     * @return 0 where one person is as likely as two, if both were before the look
     */
    public double calibrated(double cosine) {
        return separation * (strangers.deviations(cosine) - separation / 2);
    }

    /** The cosine that is worth so much, up to rounding; it may lie outside [-1, 1]. */
    double cosine(double calibrated) {
        return strangers.mean() + strangers.deviation() * (calibrated / separation + separation / 2);
    }
}
