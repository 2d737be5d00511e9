package io.vesper.index;

/**
 * What a person scores: the aggregate of the images, or the centroid's.
 *
 * @param cosine in [-1, 1]
 * @param calibrated comparable between pairs of modalities; see {@link io.vesper.scoring.PairCalibration#calibrated}
 */
record PersonScore(double cosine, double calibrated) {
    static PersonScore of(Match match) {
        return new PersonScore(match.score(), match.calibrated());
    }
}
