package io.vesper.checkpoint;

import java.util.Set;

/** Named float32 tensors; values are read when asked for, so that a large file need not fit the heap. */
public interface TensorSource {
    /** Names in a fixed order. */
    Set<String> names();

    /**
     * @param name one of {@link #names()}
     * @return the sizes of its axes; empty for a scalar
     * @throws IllegalArgumentException if there is no such tensor
     */
    long[] shape(String name);

    /**
     * @param name one of {@link #names()}
     * @return its values in row-major order, a copy
     * @throws IllegalArgumentException if there is no such tensor
     */
    float[] values(String name);
}
