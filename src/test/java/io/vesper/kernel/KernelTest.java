package io.vesper.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kernel against a plain double loop. */
class KernelTest {
    private static final int[] DIMENSIONS = {1, 2, 7, 8, 15, 16, 31, 33, 63, 64, 65, 127, 130, 257, 512, 2048};

    private final Random random = new Random(1);

    static Stream<Arguments> kernels() {
        return Stream.of(new ScalarKernel(), new VectorKernel())
                .flatMap(kernel -> Arrays.stream(DIMENSIONS).mapToObj(dimension -> Arguments.of(kernel, dimension)));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void oneProbeWithManyRows(Kernel kernel, int dimension) {
        for (int rows : new int[] {0, 1, 2, 3, 5, 64}) {
            float[] matrix = values(70 * dimension + 3);
            float[] probe = values(dimension);
            int[] offsets = offsets(rows, dimension);
            float[] products = new float[rows];

            kernel.multiply(probe, matrix, offsets, rows, products);

            for (int i = 0; i < rows; i++) {
                assertThat(products[i]).isCloseTo((float) naive(probe, matrix, offsets[i]), tolerance(dimension));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void manyProbesWithManyRows(Kernel kernel, int dimension) {
        for (int[] shape : new int[][] {{0, 1}, {1, 1}, {3, 2}, {4, 16}, {5, 33}, {64, 64}}) {
            float[] matrix = values(70 * dimension + 3);
            List<float[]> probes =
                    Stream.generate(() -> values(dimension)).limit(shape[1]).toList();
            ProbePanels panels = new ProbePanels(kernel, probes);
            int[] offsets = offsets(shape[0], dimension);
            float[] products = new float[(shape[0] + 3) * panels.stride()];

            kernel.multiply(panels, matrix, offsets, shape[0], products);

            for (int i = 0; i < shape[0]; i++) {
                for (int p = 0; p < shape[1]; p++) {
                    assertThat(products[i * panels.stride() + p])
                            .isCloseTo((float) naive(probes.get(p), matrix, offsets[i]), tolerance(dimension));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void wholeNumbersAreMultipliedExactly(Kernel kernel, int dimension) {
        byte[] matrix = new byte[70 * dimension + 3];
        short[] probe = new short[dimension];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = (byte)
                    (i < dimension ? 127 : random.nextInt(255) - 127); // the first row is the largest there can be
        }
        for (int i = 0; i < dimension; i++) {
            probe[i] = (short) (random.nextInt(4) == 0 ? random.nextInt(255) - 127 : 127);
        }
        int[] offsets = offsets(9, dimension);
        offsets[0] = 0;
        int[] products = new int[9];

        kernel.multiply(probe, matrix, offsets, 9, products);

        for (int i = 0; i < 9; i++) {
            int row = offsets[i];
            assertThat(products[i])
                    .isEqualTo(IntStream.range(0, dimension)
                            .map(j -> probe[j] * matrix[row + j])
                            .sum());
        }
    }

    /** So that of two equal images the older comes first, whatever lies between them. */
    @ParameterizedTest
    @MethodSource("kernels")
    void equalRowsGetEqualProductsWhereverTheyLie(Kernel kernel, int dimension) {
        float[] row = values(dimension);
        float[] matrix = new float[7 * dimension + 1];
        for (int i = 0; i < 7; i++) {
            System.arraycopy(row, 0, matrix, i * dimension + 1, dimension);
        }
        int[] offsets = IntStream.range(0, 7).map(i -> i * dimension + 1).toArray();
        List<float[]> probes = Stream.generate(() -> values(dimension)).limit(3).toList();
        ProbePanels panels = new ProbePanels(kernel, probes);
        float[] single = new float[7];
        float[] several = new float[10 * panels.stride()];

        kernel.multiply(probes.get(0), matrix, offsets, 7, single);
        kernel.multiply(panels, matrix, offsets, 7, several);

        for (int i = 1; i < 7; i++) {
            assertThat(single[i]).isEqualTo(single[0]);
            assertThat(several[i * panels.stride()]).isEqualTo(several[0]);
        }
    }

    private float[] values(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** Rows in any order, some twice, none at a round address. */
    private int[] offsets(int count, int dimension) {
        List<Integer> offsets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            offsets.add(3 + random.nextInt(70) * dimension);
        }
        return offsets.stream().mapToInt(Integer::intValue).toArray();
    }

    private static double naive(float[] probe, float[] matrix, int offset) {
        double sum = 0;
        for (int i = 0; i < probe.length; i++) {
            sum += (double) probe[i] * matrix[offset + i];
        }
        return sum;
    }

    private static Offset<Float> tolerance(int dimension) {
        return within(1e-6f * dimension);
    }
}
