package io.vesper.findings;

import java.util.Arrays;

/**
 * Exact t-SNE: points of the plane whose neighbourhoods resemble those of the given points. It starts from the principal
 * components, so it is the same each time. See <a href="https://jmlr.org/papers/v9/vandermaaten08a.html">van der Maaten and
 * Hinton 2008</a>, algorithm 1.
 *
 * <p>Effort grows with N squared: half a second for 300 points.
 */
final class NeighbourEmbedding {
    /** Effective neighbours; fewer if there are not three times as many points. */
    private static final double PERPLEXITY = 30;

    private static final int ROUNDS = 1000;
    private static final int EXAGGERATED_ROUNDS = 250;
    private static final double EXAGGERATION = 12;
    private static final double MIN_LEARNING_RATE = 50;
    private static final double START_SPREAD = 1e-4;
    private static final double MIN_GAIN = 0.01;

    private final double[][] probabilities;
    private final double[][] places; // [N, 2]
    private final double[][] steps;
    private final double[][] gains;
    private final double learningRate;

    private NeighbourEmbedding(double[][] probabilities, double[][] start) {
        int n = start.length;
        this.probabilities = probabilities;
        places = scaled(start);
        steps = new double[n][2];
        gains = new double[n][2];
        Arrays.stream(gains).forEach(gain -> Arrays.fill(gain, 1));
        learningRate = Math.max(n / EXAGGERATION / 4, MIN_LEARNING_RATE);
    }

    /**
     * Places points.
     *
     * @param distances squared, shape [N, N], N at least 4
     * @param start shape [N, 2]; only its shape matters, not its size
     * @return shape [N, 2]
     */
    static double[][] place(double[][] distances, double[][] start) {
        double perplexity = Math.min(PERPLEXITY, (distances.length - 1) / 3.0);
        NeighbourEmbedding embedding =
                new NeighbourEmbedding(NeighbourProbabilities.joint(distances, perplexity), start);
        for (int round = 0; round < ROUNDS; round++) {
            boolean isExaggerated = round < EXAGGERATED_ROUNDS;
            embedding.step(isExaggerated ? EXAGGERATION : 1, isExaggerated ? 0.5 : 0.8);
        }
        return embedding.places;
    }

    private void step(double exaggeration, double momentum) {
        double[][] gradient = gradient(probabilities, places, exaggeration);
        for (int i = 0; i < places.length; i++) {
            for (int axis = 0; axis < 2; axis++) {
                boolean isTurning = gradient[i][axis] * steps[i][axis] > 0;
                gains[i][axis] = Math.max(MIN_GAIN, isTurning ? gains[i][axis] * 0.8 : gains[i][axis] + 0.2);
                steps[i][axis] = momentum * steps[i][axis] - learningRate * gains[i][axis] * gradient[i][axis];
            }
        }
        for (int i = 0; i < places.length; i++) {
            places[i][0] += steps[i][0];
            places[i][1] += steps[i][1];
        }
    }

    /**
     * The gradient of KL(p || q), eq. 5, where q follows Student's t distribution.
     *
     * @param exaggeration what p is multiplied by
     * @return shape [N, 2]
     */
    static double[][] gradient(double[][] probabilities, double[][] places, double exaggeration) {
        double[][] closeness = closeness(places);
        double sum = Arrays.stream(closeness).flatMapToDouble(Arrays::stream).sum();
        double[][] gradient = new double[places.length][2];
        for (int i = 0; i < places.length; i++) {
            for (int j = 0; j < places.length; j++) {
                double pull = 4 * (exaggeration * probabilities[i][j] - closeness[i][j] / sum) * closeness[i][j];
                gradient[i][0] += pull * (places[i][0] - places[j][0]);
                gradient[i][1] += pull * (places[i][1] - places[j][1]);
            }
        }
        return gradient;
    }

    /** 1 / (1 + squared distance); 0 of a point to itself. */
    static double[][] closeness(double[][] places) {
        double[][] closeness = new double[places.length][places.length];
        for (int i = 0; i < places.length; i++) {
            for (int j = 0; j < i; j++) {
                double dx = places[i][0] - places[j][0];
                double dy = places[i][1] - places[j][1];
                closeness[i][j] = 1 / (1 + dx * dx + dy * dy);
                closeness[j][i] = closeness[i][j];
            }
        }
        return closeness;
    }

    private static double[][] scaled(double[][] start) {
        double squares =
                Arrays.stream(start).mapToDouble(row -> row[0] * row[0]).sum();
        double spread = Math.sqrt(squares / start.length);
        double scale = spread > 0 ? START_SPREAD / spread : 0;
        return Arrays.stream(start)
                .map(row -> new double[] {row[0] * scale, row[1] * scale})
                .toArray(double[][]::new);
    }
}
