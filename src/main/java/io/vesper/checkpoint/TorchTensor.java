package io.vesper.checkpoint;

import io.vesper.pickle.PickleException;
import io.vesper.pickle.PickleTypes;
import java.util.Arrays;
import java.util.List;

/**
 * A view of a storage: value (i, j, …) stands at {@code offset + i * strides[0] + j * strides[1] + …}.
 *
 * <p>It is checked when it is made: every value lies in the storage, and there are no more of them than the storage has.
 */
final class TorchTensor {
    private final TorchStorage storage;
    private final long offset;
    private final long[] shape;
    private final long[] strides;

    private TorchTensor(TorchStorage storage, long offset, long[] shape, long[] strides) {
        this.storage = storage;
        this.offset = offset;
        this.shape = shape;
        this.strides = strides;
    }

    /**
     * @param arguments storage, offset, shape, strides; what follows does not matter here
     * @throws PickleException if they are not these, or do not fit together
     */
    static TorchTensor of(List<Object> arguments) {
        if (arguments.size() < 4 || !(arguments.get(0) instanceof TorchStorage storage)) {
            throw new PickleException(
                    "it describes a tensor by something else than storage, offset, shape and strides.");
        }
        TorchTensor tensor = new TorchTensor(
                storage, PickleTypes.size(arguments.get(1)), sizes(arguments.get(2)), sizes(arguments.get(3)));
        tensor.requireFit();
        return tensor;
    }

    private static long[] sizes(Object tuple) {
        return PickleTypes.tuple(tuple).items().stream()
                .mapToLong(PickleTypes::size)
                .toArray();
    }

    private void requireFit() {
        boolean fits;
        try {
            fits = shape.length == strides.length && count() <= storage.count() && end() <= storage.count();
        } catch (ArithmeticException e) {
            fits = false;
        }
        if (!fits) {
            throw new PickleException(
                    "it has a tensor of shape %s, strides %s and offset %d, which does not fit its storage (%s) of %d values."
                            .formatted(
                                    Arrays.toString(shape),
                                    Arrays.toString(strides),
                                    offset,
                                    PickleTypes.shown(storage.key()),
                                    storage.count()));
        }
    }

    TorchStorage storage() {
        return storage;
    }

    long offset() {
        return offset;
    }

    long[] shape() {
        return shape.clone();
    }

    private long count() {
        long count = 1;
        for (long size : shape) {
            count = Math.multiplyExact(count, size);
        }
        return count;
    }

    /** Behind the last value, counted in the storage's values; the offset if there is no value. */
    long end() {
        if (count() == 0) {
            return offset;
        }
        long last = offset;
        for (int axis = 0; axis < shape.length; axis++) {
            last = Math.addExact(last, Math.multiplyExact(shape[axis] - 1, strides[axis]));
        }
        return Math.addExact(last, 1);
    }

    /**
     * Puts values in row-major order.
     *
     * @param span the storage's values from {@link #offset()} to {@link #end()}
     */
    float[] gather(float[] span) {
        if (isRowMajor()) {
            return span;
        }
        float[] values = new float[(int) count()];
        long[] index = new long[shape.length];
        long position = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = span[(int) position];
            position += advance(index);
        }
        return values;
    }

    private boolean isRowMajor() {
        long expected = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            if (shape[axis] != 1 && strides[axis] != expected) {
                return false;
            }
            expected *= shape[axis];
        }
        return true;
    }

    /** Moves to the next value in row-major order; returns how far that is in the storage. */
    private long advance(long[] index) {
        long distance = 0;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            distance += strides[axis];
            if (++index[axis] < shape[axis]) {
                return distance;
            }
            distance -= strides[axis] * shape[axis];
            index[axis] = 0;
        }
        return distance;
    }
}
