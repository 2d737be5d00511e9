package io.vesper.explanation;

import io.vesper.network.FeatureMap;

/**
 * The cosine of two pictures' mean feature maps, shared out among the places of each.
 *
 * <p>With f(i) the vector of C values at place i of N, v their mean, and w the mean of the other picture's, place i has the share
 * {@code f(i) · w / (N |v| |w|)}: negative where it speaks against the likeness. The shares of either picture add up to the cosine,
 * since the mean is linear. This is the decomposition of class activation maps
 * (<a href="https://arxiv.org/abs/1512.04150">Zhou et al. 2016</a>, eq. 2) with the other picture's vector in place of a class's weights
 * (<a href="https://arxiv.org/abs/1901.00536">Stylianou et al. 2019</a>).
 *
 * @param cosine in [-1, 1]
 * @param probe one share for each place of the probe, shape [rows, columns]
 * @param match the same for the match
 */
@SuppressWarnings("ArrayRecordComponent") // Made once, written into one answer, never compared.
record SimilarityShares(double cosine, double[][] probe, double[][] match) {
    /**
     * @param probe and {@code match}: of as many channels
     * @throws IllegalArgumentException if the channels differ, or the mean of a map is zero, which has no direction
     */
    static SimilarityShares of(FeatureMap probe, FeatureMap match) {
        if (probe.channels() != match.channels()) {
            throw new IllegalArgumentException(
                    "A feature map of %d channels cannot be compared with one of %d. Maybe they come from different models."
                            .formatted(probe.channels(), match.channels()));
        }
        double[] ofProbe = mean(probe);
        double[] ofMatch = mean(match);
        double lengths = length(ofProbe) * length(ofMatch);
        if (!(lengths > 0) || Double.isInfinite(lengths)) {
            throw new IllegalArgumentException(
                    "Mean feature maps of the lengths %s and %s have no directions to compare. Maybe the model's weights are damaged."
                            .formatted(length(ofProbe), length(ofMatch)));
        }
        return new SimilarityShares(
                dot(ofProbe, ofMatch) / lengths, shares(probe, ofMatch, lengths), shares(match, ofProbe, lengths));
    }

    private static double[] mean(FeatureMap map) {
        double[] mean = new double[map.channels()];
        for (int i = 0; i < map.values().length; i++) {
            mean[i / map.places()] += map.values()[i];
        }
        for (int c = 0; c < mean.length; c++) {
            mean[c] /= map.places();
        }
        return mean;
    }

    private static double[][] shares(FeatureMap map, double[] other, double lengths) {
        int places = map.places();
        double[][] shares = new double[map.rows()][map.columns()];
        for (int i = 0; i < map.values().length; i++) {
            int place = i % places;
            shares[place / map.columns()][place % map.columns()] +=
                    map.values()[i] * other[i / places] / (places * lengths);
        }
        return shares;
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static double length(double[] vector) {
        return Math.sqrt(dot(vector, vector));
    }
}
