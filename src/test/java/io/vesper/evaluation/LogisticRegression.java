package io.vesper.evaluation;

import java.util.function.DoubleUnaryOperator;

/** The log-odds of two groups that weigh the same, as a line over one value, by Newton's method. */
final class LogisticRegression {
    private static final int STEPS = 30;
    private static final double RIDGE = 1e-6; // two groups without overlap would have an endless slope

    private double offset;
    private double slope;

    private LogisticRegression() {}

    /** @return the log-odds of being one of {@code positives} */
    static DoubleUnaryOperator fit(double[] negatives, double[] positives) {
        LogisticRegression regression = new LogisticRegression();
        for (int i = 0; i < STEPS; i++) {
            regression.step(negatives, positives);
        }
        return value -> regression.offset + regression.slope * value;
    }

    private void step(double[] negatives, double[] positives) {
        double[] sums = {RIDGE * offset, RIDGE * slope, RIDGE, 0, RIDGE}; // gradient, then the Hessian's three values
        add(sums, negatives, 0);
        add(sums, positives, 1);
        double determinant = sums[2] * sums[4] - sums[3] * sums[3];
        offset -= (sums[4] * sums[0] - sums[3] * sums[1]) / determinant;
        slope -= (sums[2] * sums[1] - sums[3] * sums[0]) / determinant;
    }

    private void add(double[] sums, double[] values, int label) {
        for (double value : values) {
            double probability = 1 / (1 + Math.exp(-offset - slope * value));
            double error = (probability - label) / (2 * values.length);
            double curvature = probability * (1 - probability) / (2 * values.length);
            sums[0] += error;
            sums[1] += error * value;
            sums[2] += curvature;
            sums[3] += curvature * value;
            sums[4] += curvature * value * value;
        }
    }
}
