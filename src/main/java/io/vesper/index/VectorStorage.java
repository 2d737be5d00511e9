package io.vesper.index;

/** How an index keeps its vectors. */
public interface VectorStorage {
    /**
     * Every value in four bytes, on the heap: in arrays, because the Vector API reads nothing else as fast on Java 17, and because the
     * collector never moves one as large.
     */
    VectorStorage FLOAT32 = FloatVectors::new;

    /** Room for so many rows of D values each. */
    RowVectors chunk(int dimension, int rows);
}
