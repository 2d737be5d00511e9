package io.vesper.decode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Files that no honest program writes. */
final class DamagedFiles {
    static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private DamagedFiles() {}

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static byte[] insert(byte[] file, int position, byte[] inserted) {
        return concat(Arrays.copyOf(file, position), inserted, Arrays.copyOfRange(file, position, file.length));
    }

    /** Position of the first of these bytes in the file. */
    static int find(byte[] file, byte... wanted) {
        for (int i = 0; i + wanted.length <= file.length; i++) {
            if (Arrays.equals(file, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        throw new AssertionError("not in the file");
    }

    static byte[] jpegSegment(int marker, byte[] content) {
        int length = content.length + 2;
        return concat(bytes(0xFF, marker, length >> 8, length), content);
    }

    static byte[] pngHeader(int width, int height, int bits, int colourType) {
        byte[] content = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) bits)
                .put((byte) colourType)
                .array();
        return pngChunk("IHDR", content);
    }

    static byte[] pngChunk(String type, byte[] content) {
        byte[] typeAndContent = concat(type.getBytes(StandardCharsets.ISO_8859_1), content);
        CRC32 sum = new CRC32();
        sum.update(typeAndContent);
        return ByteBuffer.allocate(8 + typeAndContent.length)
                .putInt(content.length)
                .put(typeAndContent)
                .putInt((int) sum.getValue())
                .array();
    }

    /** Many zero bytes, compressed. */
    static byte[] zlibZeros(int count) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (DeflaterOutputStream stream = new DeflaterOutputStream(compressed, new Deflater(9))) {
            byte[] block = new byte[1 << 16];
            for (int written = 0; written < count; written += block.length) {
                stream.write(block, 0, Math.min(block.length, count - written));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return compressed.toByteArray();
    }

    /** A BMP with nothing behind its headers. */
    static byte[] bmpHeader(int width, int height, int bits, int compression) {
        return ByteBuffer.allocate(54)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(bytes('B', 'M'))
                .putInt(54)
                .putInt(0)
                .putInt(54)
                .putInt(40)
                .putInt(width)
                .putInt(height)
                .putShort((short) 1)
                .putShort((short) bits)
                .putInt(compression)
                .array();
    }
}
