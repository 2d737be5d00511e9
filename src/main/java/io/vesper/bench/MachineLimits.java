package io.vesper.bench;

import io.vesper.network.MatrixProduct;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;

/**
 * What the machine can do at most, whatever program it runs.
 *
 * @param bytesPerSecond read from memory by all processors
 * @param operationsPerSecond of single precision, in a product of large matrices on all processors
 */
record MachineLimits(double bytesPerSecond, double operationsPerSecond) {
    private static final int BLOCK = 1 << 20;
    /** Far more than the caches hold. */
    private static final int BLOCKS = 256;

    private static final int ROUNDS = 5;
    private static final int MATRIX = 2048;

    static MachineLimits measure() {
        byte[][] memory = new byte[BLOCKS][BLOCK];
        for (byte[] block : memory) {
            Arrays.fill(block, (byte) 1);
        }
        int threads = Runtime.getRuntime().availableProcessors();
        return new MachineLimits(
                best(() -> bytesPerSecond(memory, threads)), best(() -> MatrixProduct.operationsPerSecond(MATRIX)));
    }

    private static double best(java.util.function.DoubleSupplier measure) {
        return DoubleStream.generate(measure).limit(ROUNDS).max().orElseThrow();
    }

    /** Comparing blocks that are equal reads both to their ends, and by vector instructions on every Java. */
    private static double bytesPerSecond(byte[][] memory, int threads) {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger equal = new AtomicInteger();
        long start = System.nanoTime();
        Threads.run(threads, () -> {
            for (int i = next.getAndAdd(2); i < memory.length; i = next.getAndAdd(2)) {
                equal.addAndGet(Arrays.equals(memory[i], memory[i + 1]) ? 2 : 0);
            }
        });
        return (double) equal.get() * BLOCK / ((System.nanoTime() - start) / 1e9);
    }
}
