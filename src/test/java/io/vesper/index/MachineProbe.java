package io.vesper.index;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** What the machine can do at most: reading memory, and multiplying matrices. */
final class MachineProbe {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();
    private static final int BLOCK = 1 << 19; // 2 MB

    private final float[][] memory;

    /** @param megabytes far more than the caches hold */
    MachineProbe(int megabytes) {
        memory = new float[megabytes / 2][BLOCK];
        for (float[] block : memory) {
            Arrays.fill(block, 1);
        }
    }

    /** Bytes per second that are read by so many threads. */
    double stream(int threads) {
        AtomicInteger next = new AtomicInteger();
        DoubleAdder sums = new DoubleAdder();
        Runnable work = () -> {
            for (int i = next.getAndIncrement(); i < memory.length; i = next.getAndIncrement()) {
                sums.add(sum(memory[i]));
            }
        };
        long start = System.nanoTime();
        if (threads == 1) {
            work.run();
        } else {
            Workers.ALL.run(work);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (sums.sum() != (double) memory.length * BLOCK) {
            throw new AssertionError(sums.sum());
        }
        return 4.0 * memory.length * BLOCK / seconds;
    }

    private static float sum(float[] values) {
        FloatVector s0 = FloatVector.zero(FLOATS), s1 = s0, s2 = s0, s3 = s0;
        for (int i = 0; i < values.length; i += 4 * LANES) {
            s0 = s0.add(FloatVector.fromArray(FLOATS, values, i));
            s1 = s1.add(FloatVector.fromArray(FLOATS, values, i + LANES));
            s2 = s2.add(FloatVector.fromArray(FLOATS, values, i + 2 * LANES));
            s3 = s3.add(FloatVector.fromArray(FLOATS, values, i + 3 * LANES));
        }
        return s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
    }

    /** Floating point operations per second of libtorch's product of two square matrices, on as many threads as it was given. */
    static double sgemm(int size) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray one = manager.randomNormal(new Shape(size, size));
            NDArray other = manager.randomNormal(new Shape(size, size));
            one.matMul(other).toFloatArray();
            long start = System.nanoTime();
            one.matMul(other).getFloat(0, 0);
            return 2.0 * size * size * size / ((System.nanoTime() - start) / 1e9);
        }
    }
}
