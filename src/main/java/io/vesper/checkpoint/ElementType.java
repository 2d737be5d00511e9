package io.vesper.checkpoint;

import java.nio.ByteBuffer;

/** How a file stores a tensor's values; in memory they are float32, to which wider ones are rounded. */
enum ElementType {
    F64(8),
    F32(4),
    F16(2),
    BF16(2),
    I64(8),
    I32(4),
    I16(2),
    I8(1),
    U8(1),
    BOOL(1);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one value. */
    int bytes() {
        return bytes;
    }

    /**
     * Converts values.
     *
     * @param data whole values in its byte order, from position to limit
     */
    float[] toFloats(ByteBuffer data) {
        float[] values = new float[data.remaining() / bytes];
        if (this == F32) {
            data.asFloatBuffer().get(values);
            return values;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = next(data);
        }
        return values;
    }

    private float next(ByteBuffer data) {
        return switch (this) {
            case F64 -> (float) data.getDouble();
            case F32 -> data.getFloat();
            case F16 -> Float16.toFloat(data.getShort());
            case BF16 -> Float.intBitsToFloat(data.getShort() << 16);
            case I64 -> data.getLong();
            case I32 -> data.getInt();
            case I16 -> data.getShort();
            case I8 -> data.get();
            case U8, BOOL -> Byte.toUnsignedInt(data.get());
        };
    }
}
