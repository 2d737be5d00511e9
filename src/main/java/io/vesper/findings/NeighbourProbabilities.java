package io.vesper.findings;

/**
 * How likely each point takes each other one for its neighbour: a Gaussian around it, as wide as makes the given number of
 * effective neighbours. See <a href="https://jmlr.org/papers/v9/vandermaaten08a.html">van der Maaten and Hinton 2008</a>,
 * eq. 1 and section 3.1.
 */
final class NeighbourProbabilities {
    private static final int MAX_ROUNDS = 64;
    private static final double TOLERANCE = 1e-5;

    private NeighbourProbabilities() {}

    /**
     * The joint probabilities p of pairs.
     *
     * @param distances squared, shape [N, N], N at least 2
     * @param perplexity effective neighbours of each point, below N
     * @return symmetric, of sum 1, shape [N, N]
     */
    static double[][] joint(double[][] distances, double perplexity) {
        int n = distances.length;
        double[][] conditional = new double[n][];
        for (int i = 0; i < n; i++) {
            conditional[i] = conditional(distances[i], i, perplexity);
        }
        double[][] joint = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                joint[i][j] = (conditional[i][j] + conditional[j][i]) / (2 * n);
            }
        }
        return joint;
    }

    /** One point's probabilities: the Gaussian's precision is found by bisection. */
    static double[] conditional(double[] distances, int self, double perplexity) {
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double precision = 1;
        double[] probabilities = gaussian(distances, self, precision);
        for (int round = 0; round < MAX_ROUNDS; round++) {
            double excess = entropy(probabilities) - Math.log(perplexity);
            if (Math.abs(excess) < TOLERANCE) {
                break;
            }
            low = excess > 0 ? precision : low;
            high = excess > 0 ? high : precision;
            precision = Double.isInfinite(high) ? 2 * precision : (low + high) / 2;
            probabilities = gaussian(distances, self, precision);
        }
        return probabilities;
    }

    private static double[] gaussian(double[] distances, int self, double precision) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int j = 0; j < distances.length; j++) {
            nearest = j == self ? nearest : Math.min(nearest, distances[j]);
        }
        double[] weights = new double[distances.length];
        double sum = 0;
        for (int j = 0; j < weights.length; j++) {
            // From the nearest on, so that the sum is never 0.
            weights[j] = j == self ? 0 : Math.exp(-precision * (distances[j] - nearest));
            sum += weights[j];
        }
        for (int j = 0; j < weights.length; j++) {
            weights[j] /= sum;
        }
        return weights;
    }

    /** In nats. */
    static double entropy(double[] probabilities) {
        double entropy = 0;
        for (double probability : probabilities) {
            entropy -= probability > 0 ? probability * Math.log(probability) : 0;
        }
        return entropy;
    }
}
