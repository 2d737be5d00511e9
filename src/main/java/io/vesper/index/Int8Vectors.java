package io.vesper.index;

import io.vesper.kernel.Kernel;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/** Vectors in one byte a value for scans, and as they were written in a buffer outside the heap, which few searches look into. */
final class Int8Vectors implements RowVectors {
    private final int dimension;
    private final byte[] numbers; // [rows * D]
    private final float[] scales; // [rows]
    private final FloatBuffer exact; // [rows * D]
    private float error;

    /** @param exact room for the rows in four bytes a value, zero */
    Int8Vectors(int dimension, int rows, ByteBuffer exact) {
        this.dimension = dimension;
        this.numbers = new byte[dimension * rows];
        this.scales = new float[rows];
        this.exact = exact.asFloatBuffer();
    }

    @Override
    public void write(int row, float[] vector) {
        exact.put(row * dimension, vector);
        Int8Vector small = Int8Vector.of(vector);
        for (int i = 0; i < dimension; i++) {
            numbers[row * dimension + i] = (byte) small.numbers()[i];
        }
        scales[row] = small.scale();
        bound(small.error());
    }

    private synchronized void bound(float rowError) {
        error = Math.max(error, rowError);
    }

    @Override
    public void read(int row, float[] vector) {
        exact.get(row * dimension, vector);
    }

    @Override
    public float product(Kernel kernel, float[] probe, int row) {
        float[] vector = new float[dimension];
        read(row, vector);
        float[] product = new float[1];
        kernel.multiply(probe, vector, new int[1], 1, product);
        return product[0];
    }

    @Override
    public ScanProbe probe(int row) {
        short[] small = new short[dimension];
        for (int i = 0; i < dimension; i++) {
            small[i] = numbers[row * dimension + i];
        }
        return ScanProbe.ofNumbers(new Int8Vector(small, scales[row], error));
    }

    @Override
    public void scan(Kernel kernel, ScanProbe probe, int[] offsets, int count, float[] products) {
        int[] whole = new int[count];
        kernel.multiply(probe.small().numbers(), numbers, offsets, count, whole);
        for (int i = 0; i < count; i++) {
            products[i] =
                    whole[i] * (scales[offsets[i] / dimension] * probe.small().scale());
        }
    }

    @Override
    public float error() {
        return error;
    }

    @Override
    public float @Nullable [] floats() {
        return null;
    }
}
