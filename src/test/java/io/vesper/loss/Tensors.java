package io.vesper.loss;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;

/** Between plain numbers and float32 tensors. */
final class Tensors {
    static final double RELATIVE = 1e-4;
    static final double ABSOLUTE = 1e-5;

    private Tensors() {}

    static NDArray of(NDManager manager, double[][] matrix) {
        int columns = matrix[0].length;
        float[] values = new float[matrix.length * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) matrix[i / columns][i % columns];
        }
        return manager.create(values, new Shape(matrix.length, columns));
    }

    /** Whether each value is not 0, shape [B]. */
    static NDArray flags(NDManager manager, long... values) {
        boolean[] flags = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            flags[i] = values[i] != 0;
        }
        return manager.create(flags);
    }

    static double[][] random(int rows, int columns, double scale, long seed) {
        Random random = new Random(seed);
        double[][] matrix = new double[rows][columns];
        for (double[] row : matrix) {
            Arrays.setAll(row, i -> (float) (scale * random.nextGaussian()));
        }
        return matrix;
    }

    static double[][] times(double factor, double[][] matrix) {
        return Stream.of(matrix)
                .map(row -> DoubleStream.of(row).map(value -> factor * value).toArray())
                .toArray(double[][]::new);
    }

    static Offset<Double> near(double expected) {
        return Offset.offset(ABSOLUTE + RELATIVE * Math.abs(expected));
    }

    static void assertClose(double[][] actual, double[][] expected, double relative) {
        assertThat(actual).hasDimensions(expected.length, expected[0].length);
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < expected[i].length; j++) {
                assertThat(actual[i][j])
                        .as("row %d, column %d", i, j)
                        .isCloseTo(expected[i][j], Offset.offset(ABSOLUTE + relative * Math.abs(expected[i][j])));
            }
        }
    }

    static void assertClose(double[][] actual, double[][] expected) {
        assertClose(actual, expected, RELATIVE);
    }

    static void assertFinite(double[][] matrix) {
        assertThat(Stream.of(matrix).flatMapToDouble(DoubleStream::of)).allMatch(Double::isFinite);
    }

    static void assertAllZero(double[][] matrix) {
        assertThat(Stream.of(matrix).flatMapToDouble(DoubleStream::of)).allMatch(value -> value == 0);
    }
}
