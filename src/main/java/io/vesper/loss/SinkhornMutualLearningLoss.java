package io.vesper.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * DML as the authors' program computes it: what it costs to carry one branch's set of predictions over to the other's.
 *
 * <p>With {@code C_ij = |p_i - q_j|^2} between the class probabilities of row i of one branch and row j of the other, and uniform
 * marginals, the transport plan is that of Sinkhorn's algorithm, entropy 0.01, at most 100 rounds, until
 * {@code sum |u - u'| < 0.1}; the loss is {@code sum_ij P_ij C_ij}. Sets are compared, not paired rows. Both branches get a
 * gradient, through the iterations too. See <a href="https://arxiv.org/abs/1306.0895">Cuturi 2013</a>.
 *
 * <p>The program guards its logarithms with {@code ln(1/B + 1e-8)} and {@code ln(sum exp + 1e-6)}, so that a row whose kernel vanishes
 * stays finite; here the same sums are taken with the largest exponent drawn out, and the guard with them.
 */
public final class SinkhornMutualLearningLoss implements MutualLearning {
    private static final double ENTROPY = 0.01;
    private static final int MAX_ROUNDS = 100;
    private static final double SMALLEST_CHANGE = 0.1;
    private static final double MARGINAL_GUARD = 1e-8;
    private static final double LOG_SUM_GUARD = Math.log(1e-6);

    @Override
    public NDArray of(NDArray infraredLogits, NDArray visibleLogits) {
        Shapes.requireSameMatrix("logits of the two branches", infraredLogits, visibleLogits);
        NDArray costs = costs(infraredLogits.softmax(1), visibleLogits.softmax(1)); // [B, B]
        long size = costs.getShape().get(0);
        double logMarginal = Math.log(1.0 / size + MARGINAL_GUARD);
        NDArray rows = costs.getManager().zeros(new Shape(size, 1), DataType.FLOAT32);
        NDArray columns = costs.getManager().zeros(new Shape(1, size), DataType.FLOAT32);
        for (int round = 0; round < MAX_ROUNDS; round++) {
            NDArray before = rows;
            rows = scaled(costs, rows, columns, 1, logMarginal);
            columns = scaled(costs, columns, rows, 0, logMarginal);
            if (change(before, rows) < SMALLEST_CHANGE) {
                break;
            }
        }
        return exponents(costs, rows, columns).exp().mul(costs).sum();
    }

    /** Squared Euclidean distances of every row of one to every row of the other: [B, C] to [B, B]. */
    private static NDArray costs(NDArray first, NDArray second) {
        NDArray squares = first.square().sum(new int[] {1}, true);
        NDArray otherSquares = second.square().sum(new int[] {1}, true).transpose();
        NDArray products = first.matMul(second.transpose());
        return Constants.atLeast(squares.add(otherSquares).sub(Constants.times(products, 2)), 0);
    }

    /** One half of a round: a potential, corrected so that the plan has its marginal along the axis. */
    private static NDArray scaled(NDArray costs, NDArray potential, NDArray other, int axis, double logMarginal) {
        NDArray exponents = exponents(costs, potential, other);
        return potential.add(
                Constants.times(guardedLogSum(exponents, axis).neg().add(logMarginal), ENTROPY));
    }

    private static NDArray exponents(NDArray costs, NDArray potential, NDArray other) {
        return Constants.over(potential.add(other).sub(costs), ENTROPY);
    }

    /** {@code ln(sum exp(x) + guard)}, without overflow. */
    private static NDArray guardedLogSum(NDArray exponents, int axis) {
        NDArray largest =
                Constants.atLeast(exponents.max(new int[] {axis}, true).stopGradient(), LOG_SUM_GUARD);
        NDArray sum = exponents.sub(largest).exp().sum(new int[] {axis}, true);
        NDArray guard = largest.neg().add(LOG_SUM_GUARD).exp();
        return sum.add(guard).log().add(largest);
    }

    private static double change(NDArray before, NDArray after) {
        return after.stopGradient().sub(before.stopGradient()).abs().sum().getFloat();
    }
}
