package io.vesper.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/** How exactly weights are written. */
public enum Precision {
    /** As they are. */
    FLOAT32,
    /**
     * Half the size: tensors of two or more axes, which are nearly all of it, in half precision. Norms and biases, small and
     * sensitive, stay as they are.
     */
    FLOAT16;

    /** The name on the command line: {@code float32} or {@code float16}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param label one of the labels
     * @return its precision
     * @throws IllegalArgumentException if there is none
     */
    public static Precision of(String label) {
        for (Precision precision : values()) {
            if (precision.label().equals(label)) {
                return precision;
            }
        }
        throw new IllegalArgumentException("The precision (%s) is not one of float32, float16.".formatted(label));
    }

    ElementType typeOf(long[] shape) {
        return this == FLOAT16 && shape.length > 1 ? ElementType.F16 : ElementType.F32;
    }

    /**
     * A tensor's bytes, little-endian.
     *
     * @throws IllegalArgumentException if a value is too large for half precision
     */
    ByteBuffer encode(String name, long[] shape, float[] values) {
        ElementType type = typeOf(shape);
        ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(values.length, type.bytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
        if (type == ElementType.F32) {
            buffer.asFloatBuffer().put(values);
            return buffer;
        }
        for (float value : values) {
            if (Math.abs(value) > Float16.MAX) {
                throw new IllegalArgumentException(
                        "The tensor (%s) holds %s, but half precision ends at %s. Maybe write float32."
                                .formatted(name, value, Float16.MAX));
            }
            buffer.putShort(Float16.of(value));
        }
        return buffer.flip();
    }
}
