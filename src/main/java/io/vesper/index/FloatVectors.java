package io.vesper.index;

import io.vesper.kernel.Kernel;
import java.util.Arrays;

/** Vectors in one array on the heap. */
final class FloatVectors implements RowVectors {
    private final int dimension;
    private final float[] values; // [rows * D]

    FloatVectors(int dimension, int rows) {
        this.dimension = dimension;
        this.values = new float[dimension * rows];
    }

    @Override
    public void write(int row, float[] vector) {
        System.arraycopy(vector, 0, values, row * dimension, dimension);
    }

    @Override
    public void read(int row, float[] vector) {
        System.arraycopy(values, row * dimension, vector, 0, dimension);
    }

    @Override
    public float product(Kernel kernel, float[] probe, int row) {
        float[] product = new float[1];
        kernel.multiply(probe, values, new int[] {row * dimension}, 1, product);
        return product[0];
    }

    @Override
    public ScanProbe probe(int row) {
        return ScanProbe.ofFloats(Arrays.copyOfRange(values, row * dimension, (row + 1) * dimension));
    }

    @Override
    public void scan(Kernel kernel, ScanProbe probe, int[] offsets, int count, float[] products) {
        kernel.multiply(probe.values(), values, offsets, count, products);
    }

    @Override
    public float error() {
        return 0;
    }

    @Override
    public float[] floats() {
        return values;
    }
}
