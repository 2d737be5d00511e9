package io.vesper.store;

import io.vesper.embedding.Embedding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * An embedding as the database holds it.
 *
 * @param bytes float32, little-endian, shape [D]
 * @param checksum CRC-32 of the bytes
 */
record StoredVector(byte[] bytes, long checksum) {
    static StoredVector of(Embedding embedding) {
        float[] values = embedding.toArray();
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return new StoredVector(buffer.array(), crc(buffer.array()));
    }

    /**
     * Reads the embedding back.
     *
     * @param dimension D of the model
     * @return null if the bytes are not what was written, or another D
     */
    @Nullable
    Embedding read(int dimension) {
        float[] values = new float[dimension];
        return readTo(values) ? Embedding.ofUnit(values) : null;
    }

    /**
     * Reads the values back.
     *
     * @param values receives them, shape [D]; untouched if there is nothing to read
     * @return false if the bytes are not what was written, or another D
     */
    boolean readTo(float[] values) {
        if (bytes.length != values.length * Float.BYTES || crc(bytes) != checksum) {
            return false;
        }
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return true;
    }

    private static long crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
