package io.vesper.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Multiplies square matrices of floats with libtorch. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 2)
public class SgemmBenchmark {
    static final List<Integer> SIZES = List.of(1024, 2048);

    @Param({"1024", "2048"})
    public int size;

    private NDManager manager;
    private NDArray left;
    private NDArray right;

    static double operations(int size) {
        return 2.0 * size * size * size;
    }

    @Setup
    public void create() {
        manager = NDManager.newBaseManager(Device.cpu(), Engine.getDefaultEngineName());
        left = manager.randomNormal(new Shape(size, size));
        right = manager.randomNormal(new Shape(size, size));
    }

    @Benchmark
    public void multiply() {
        left.matMul(right).close();
    }

    @TearDown
    public void close() {
        manager.close();
    }
}
