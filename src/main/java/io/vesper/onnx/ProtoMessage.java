package io.vesper.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A protocol buffers message, field by field. Large arrays are kept as they are until they are written, and never copied whole.
 *
 * <p>See <a href="https://protobuf.dev/programming-guides/encoding">the encoding</a>.
 */
final class ProtoMessage {
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;
    private static final int CHUNK = 1 << 14;

    private final List<Part> parts = new ArrayList<>();

    private interface Part {
        long size();

        void writeTo(OutputStream out) throws IOException;
    }

    private record Bytes(byte[] bytes) implements Part {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(bytes);
        }
    }

    private record Nested(ProtoMessage message) implements Part {
        @Override
        public long size() {
            return varint(message.size()).length + message.size();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(varint(message.size()));
            message.writeTo(out);
        }
    }

    private record Floats(float[] values) implements Part {
        @Override
        public long size() {
            return (long) values.length * Float.BYTES;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int from = 0; from < values.length; from += CHUNK) {
                int count = Math.min(CHUNK, values.length - from);
                chunk.clear().asFloatBuffer().put(values, from, count);
                out.write(chunk.array(), 0, count * Float.BYTES);
            }
        }
    }

    ProtoMessage number(int field, long value) {
        tag(field, VARINT);
        parts.add(new Bytes(varint(value)));
        return this;
    }

    ProtoMessage text(int field, String text) {
        return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    ProtoMessage bytes(int field, byte[] bytes) {
        tag(field, LENGTH_DELIMITED);
        parts.add(new Bytes(varint(bytes.length)));
        parts.add(new Bytes(bytes));
        return this;
    }

    ProtoMessage message(int field, ProtoMessage message) {
        tag(field, LENGTH_DELIMITED);
        parts.add(new Nested(message));
        return this;
    }

    /** A byte field that holds the values one after another, little-endian. */
    ProtoMessage floats(int field, float[] values) {
        Floats floats = new Floats(values);
        tag(field, LENGTH_DELIMITED);
        parts.add(new Bytes(varint(floats.size())));
        parts.add(floats);
        return this;
    }

    private void tag(int field, int wireType) {
        parts.add(new Bytes(varint((long) field << 3 | wireType)));
    }

    /** Seven bits a byte, the lowest first; all but the last have the highest bit set. */
    private static byte[] varint(long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return out.toByteArray();
    }

    /** Bytes of the whole message. */
    long size() {
        return parts.stream().mapToLong(Part::size).sum();
    }

    void writeTo(OutputStream out) throws IOException {
        for (Part part : parts) {
            part.writeTo(out);
        }
    }
}
