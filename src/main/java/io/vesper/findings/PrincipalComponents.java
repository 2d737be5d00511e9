package io.vesper.findings;

import java.util.Arrays;
import java.util.Random;

/**
 * The two directions in which points differ most.
 *
 * <p>Found by power iteration on the points' Gram matrix, shape [N, N]: there are fewer points than dimensions.
 *
 * @param coordinates of each point, centred, shape [N, 2]; in each column, the value furthest from 0 is positive
 * @param shares of the variance that each direction holds, 0 to 1, shape [2]
 */
record PrincipalComponents(double[][] coordinates, double[] shares) {
    private static final int MAX_ROUNDS = 2000;
    private static final double TOLERANCE = 1e-12;

    /**
     * Projects.
     *
     * @param points shape [N, D], at least one
     */
    static PrincipalComponents of(float[][] points) {
        double[][] gram = centred(products(points));
        double trace = 0;
        for (int i = 0; i < gram.length; i++) {
            trace += gram[i][i];
        }
        double[][] coordinates = new double[points.length][2];
        double[] shares = new double[2];
        Random random = new Random(1);
        for (int component = 0; component < 2; component++) {
            double[] direction = random.doubles(gram.length, -1, 1).toArray();
            double variance = dominant(gram, direction);
            orient(direction);
            for (int i = 0; i < gram.length; i++) {
                coordinates[i][component] = direction[i] * Math.sqrt(variance);
            }
            shares[component] = trace > 0 ? variance / trace : 0;
            deflate(gram, direction, variance);
        }
        return new PrincipalComponents(coordinates, shares);
    }

    private static double[][] products(float[][] points) {
        double[][] products = new double[points.length][points.length];
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < points.length; j++) {
                for (int d = 0; d < points[i].length; d++) {
                    products[i][j] += (double) points[i][d] * points[j][d];
                }
            }
        }
        return products;
    }

    /** The dot products of the points less their mean, from those of the points. */
    private static double[][] centred(double[][] products) {
        double[] means =
                Arrays.stream(products).mapToDouble(PrincipalComponents::mean).toArray();
        double mean = mean(means);
        double[][] centred = new double[means.length][means.length];
        for (int i = 0; i < means.length; i++) {
            for (int j = 0; j < means.length; j++) {
                centred[i][j] = products[i][j] + mean - means[i] - means[j];
            }
        }
        return centred;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /** Turns a start vector into the unit eigenvector of the largest eigenvalue, and returns that. */
    private static double dominant(double[][] matrix, double[] vector) {
        double value = 0;
        normalise(vector);
        for (int round = 0; round < MAX_ROUNDS; round++) {
            double[] next = times(matrix, vector);
            double norm = normalise(next);
            double moved = 0;
            for (int i = 0; i < next.length; i++) {
                moved = Math.max(moved, Math.abs(next[i] - vector[i]));
            }
            System.arraycopy(next, 0, vector, 0, next.length);
            value = norm;
            if (moved < TOLERANCE) {
                break;
            }
        }
        return value;
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[vector.length];
        for (int i = 0; i < vector.length; i++) {
            for (int j = 0; j < vector.length; j++) {
                product[i] += matrix[i][j] * vector[j];
            }
        }
        return product;
    }

    /** Scales to length 1, and returns the length it had; a zero vector stays. */
    private static double normalise(double[] vector) {
        double squares = 0;
        for (double value : vector) {
            squares += value * value;
        }
        double norm = Math.sqrt(squares);
        for (int i = 0; i < vector.length && norm > 0; i++) {
            vector[i] /= norm;
        }
        return norm;
    }

    private static void deflate(double[][] matrix, double[] direction, double variance) {
        for (int i = 0; i < direction.length; i++) {
            for (int j = 0; j < direction.length; j++) {
                matrix[i][j] -= variance * direction[i] * direction[j];
            }
        }
    }

    /** An eigenvector's sign is arbitrary. */
    private static void orient(double[] direction) {
        double furthest = 0;
        for (double value : direction) {
            furthest = Math.abs(value) > Math.abs(furthest) ? value : furthest;
        }
        for (int i = 0; i < direction.length && furthest < 0; i++) {
            direction[i] = -direction[i];
        }
    }
}
