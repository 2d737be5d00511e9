package io.vesper.kernel;

/** Runs on any Java virtual machine, and is left to the compiler. */
final class ScalarKernel implements Kernel {
    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public boolean isWarm() {
        return true;
    }

    @Override
    public int panelWidth() {
        return 1;
    }

    @Override
    public void multiply(float[] probe, float[] matrix, int[] offsets, int count, float[] products) {
        for (int i = 0; i < count; i++) {
            products[i] = product(probe, 0, matrix, offsets[i], probe.length);
        }
    }

    @Override
    public void multiply(ProbePanels probes, float[] matrix, int[] offsets, int count, float[] products) {
        for (int panel = 0; panel < probes.panels(); panel++) {
            for (int i = 0; i < count; i++) {
                products[i * probes.stride() + panel] =
                        product(probes.values(), probes.begin(panel), matrix, offsets[i], probes.dimension());
            }
        }
    }

    /**
     * Eight independent sums, because one sum would wait for itself: floating point addition may not be reordered by the compiler.
     */
    private static float product(float[] probe, int begin, float[] matrix, int offset, int dimension) {
        float s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        int bound = dimension & ~7;
        for (int i = begin, j = offset; i < begin + bound; i += 8, j += 8) {
            s0 += probe[i] * matrix[j];
            s1 += probe[i + 1] * matrix[j + 1];
            s2 += probe[i + 2] * matrix[j + 2];
            s3 += probe[i + 3] * matrix[j + 3];
            s4 += probe[i + 4] * matrix[j + 4];
            s5 += probe[i + 5] * matrix[j + 5];
            s6 += probe[i + 6] * matrix[j + 6];
            s7 += probe[i + 7] * matrix[j + 7];
        }
        float tail = 0;
        for (int i = bound; i < dimension; i++) {
            tail += probe[begin + i] * matrix[offset + i];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7)) + tail;
    }

    @Override
    public void multiply(short[] probe, byte[] matrix, int[] offsets, int count, int[] products) {
        for (int i = 0; i < count; i++) {
            int sum = 0;
            for (int j = 0; j < probe.length; j++) {
                sum += probe[j] * matrix[offsets[i] + j];
            }
            products[i] = sum;
        }
    }
}
