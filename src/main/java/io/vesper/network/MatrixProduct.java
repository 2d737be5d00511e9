package io.vesper.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** The product of two square matrices of floats by libtorch: what a processor multiplies at most, nearly. */
public final class MatrixProduct {
    private MatrixProduct() {}

    /**
     * Multiplies once, on as many threads as libtorch was given.
     *
     * @param size rows and columns, ≥ 1
     * @return floating point operations in a second
     */
    public static double operationsPerSecond(int size) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray left = manager.randomNormal(new Shape(size, size));
            NDArray right = manager.randomNormal(new Shape(size, size));
            left.matMul(right).getFloat(0, 0); // the first one starts the threads
            long start = System.nanoTime();
            left.matMul(right).getFloat(0, 0);
            return 2.0 * size * size * size / ((System.nanoTime() - start) / 1e9);
        }
    }
}
