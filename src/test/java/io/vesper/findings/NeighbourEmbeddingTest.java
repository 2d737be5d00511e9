package io.vesper.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NeighbourEmbeddingTest {
    private static final int POINTS = 12;

    /** Perplexity is e to the entropy, so that is what the width is chosen for. */
    @Test
    void eachPointHasAsManyEffectiveNeighboursAsAskedFor() {
        double[][] distances = squaredDistances(points(3));

        for (int i = 0; i < POINTS; i++) {
            double[] probabilities = NeighbourProbabilities.conditional(distances[i], i, 4);

            assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-12));
            assertThat(probabilities[i]).isZero();
            assertThat(NeighbourProbabilities.entropy(probabilities)).isCloseTo(Math.log(4), within(1e-5));
        }
    }

    @Test
    void jointProbabilitiesAreSymmetricAndSumToOne() {
        double[][] joint = NeighbourProbabilities.joint(squaredDistances(points(3)), 4);

        assertThat(Arrays.stream(joint).flatMapToDouble(Arrays::stream).sum()).isCloseTo(1, within(1e-12));
        for (int i = 0; i < POINTS; i++) {
            for (int j = 0; j < POINTS; j++) {
                assertThat(joint[i][j]).isEqualTo(joint[j][i]);
            }
        }
    }

    /** Three points, all at the same distance: each takes either other one with probability 1/2, and a pair has 1/6. */
    @Test
    void equalDistancesMakeEqualProbabilities() {
        double[][] distances = {{0, 2, 2}, {2, 0, 2}, {2, 2, 0}};

        double[][] joint = NeighbourProbabilities.joint(distances, 2);

        assertThat(joint[0]).containsExactly(new double[] {0, 1 / 6.0, 1 / 6.0}, within(1e-12));
    }

    @Test
    void theGradientIsTheSlopeOfTheDivergence() {
        double[][] probabilities = NeighbourProbabilities.joint(squaredDistances(points(3)), 4);
        double[][] places = points(2);
        double[][] gradient = NeighbourEmbedding.gradient(probabilities, places, 1);

        double step = 1e-5;
        for (int i = 0; i < POINTS; i++) {
            for (int axis = 0; axis < 2; axis++) {
                double here = places[i][axis];
                places[i][axis] = here + step;
                double above = divergence(probabilities, places);
                places[i][axis] = here - step;
                double below = divergence(probabilities, places);
                places[i][axis] = here;
                assertThat(gradient[i][axis]).isCloseTo((above - below) / (2 * step), within(1e-7));
            }
        }
    }

    /** Two bundles of six in ten dimensions, far apart: every point's nearest five are its own bundle. */
    @Test
    void bundlesStayTogether() {
        Random random = new Random(5);
        double[][] points = new double[POINTS][10];
        for (int i = 0; i < POINTS; i++) {
            int bundle = i / 6;
            Arrays.setAll(points[i], d -> (d == bundle ? 3 : 0) + 0.2 * random.nextGaussian());
        }
        double[][] distances = squaredDistances(points);

        double[][] placed = NeighbourEmbedding.place(distances, points(2));

        double[][] between = squaredDistances(placed);
        for (int i = 0; i < POINTS; i++) {
            double furthestOwn = 0;
            double nearestOther = Double.POSITIVE_INFINITY;
            for (int j = 0; j < POINTS; j++) {
                if (i / 6 == j / 6) {
                    furthestOwn = Math.max(furthestOwn, between[i][j]);
                } else {
                    nearestOther = Math.min(nearestOther, between[i][j]);
                }
            }
            assertThat(nearestOther).isGreaterThan(furthestOwn);
        }
    }

    @Test
    void pointsThatAreAllEqualAreStillPlaced() {
        double[][] placed = NeighbourEmbedding.place(new double[5][5], new double[5][2]);

        assertThat(placed).isDeepEqualTo(new double[5][2]);
    }

    private static double divergence(double[][] probabilities, double[][] places) {
        double[][] closeness = new double[POINTS][POINTS];
        double sum = 0;
        for (int i = 0; i < POINTS; i++) {
            for (int j = 0; j < POINTS; j++) {
                double distance = Math.hypot(places[i][0] - places[j][0], places[i][1] - places[j][1]);
                closeness[i][j] = i == j ? 0 : 1 / (1 + distance * distance);
                sum += closeness[i][j];
            }
        }
        double divergence = 0;
        for (int i = 0; i < POINTS; i++) {
            for (int j = 0; j < POINTS; j++) {
                divergence += i == j ? 0 : probabilities[i][j] * Math.log(probabilities[i][j] * sum / closeness[i][j]);
            }
        }
        return divergence;
    }

    private static double[][] points(int dimensions) {
        Random random = new Random(dimensions);
        double[][] points = new double[POINTS][dimensions];
        for (double[] point : points) {
            Arrays.setAll(point, d -> random.nextGaussian());
        }
        return points;
    }

    private static double[][] squaredDistances(double[][] points) {
        double[][] distances = new double[points.length][points.length];
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < points.length; j++) {
                for (int d = 0; d < points[i].length; d++) {
                    distances[i][j] += Math.pow(points[i][d] - points[j][d], 2);
                }
            }
        }
        return distances;
    }
}
