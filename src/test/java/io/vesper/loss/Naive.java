package io.vesper.loss;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The probabilities and distances of the losses' formulas, in plain loops over float64. */
final class Naive {
    private Naive() {}

    static double[] logSoftmax(double[] logits) {
        double largest = DoubleStream.of(logits).max().orElseThrow();
        double sum = DoubleStream.of(logits).map(x -> Math.exp(x - largest)).sum();
        return DoubleStream.of(logits).map(x -> x - largest - Math.log(sum)).toArray();
    }

    static double kl(double[][] teacher, double[][] student, double temperature) {
        double sum = 0;
        for (int i = 0; i < teacher.length; i++) {
            double[] t = logSoftmax(Tensors.times(1 / temperature, teacher)[i]);
            double[] s = logSoftmax(Tensors.times(1 / temperature, student)[i]);
            sum += IntStream.range(0, t.length)
                    .mapToDouble(k -> Math.exp(t[k]) * (t[k] - s[k]))
                    .sum();
        }
        return sum / teacher.length;
    }

    static double jensenShannon(double[][] first, double[][] second) {
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            double[] p = DoubleStream.of(logSoftmax(first[i])).map(Math::exp).toArray();
            double[] q = DoubleStream.of(logSoftmax(second[i])).map(Math::exp).toArray();
            for (int k = 0; k < p.length; k++) {
                double mean = (p[k] + q[k]) / 2;
                sum += (xLogXOver(p[k], mean) + xLogXOver(q[k], mean)) / 2;
            }
        }
        return sum / first.length;
    }

    private static double xLogXOver(double x, double mean) {
        return x == 0 ? 0 : x * Math.log(x / mean);
    }

    static double distance(double[] a, double[] b) {
        return Math.sqrt(IntStream.range(0, a.length)
                .mapToDouble(k -> (a[k] - b[k]) * (a[k] - b[k]))
                .sum());
    }

    static double[] normalised(double[] a) {
        double norm = Math.sqrt(DoubleStream.of(a).map(x -> x * x).sum());
        return DoubleStream.of(a).map(x -> x / norm).toArray();
    }
}
