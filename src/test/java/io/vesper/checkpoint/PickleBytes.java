package io.vesper.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/** Writes pickles instruction by instruction: also those that no Python would write. */
final class PickleBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    PickleBytes() {
        raw(0x80, 2);
    }

    PickleBytes raw(int... bytes) {
        for (int b : bytes) {
            out.write(b);
        }
        return this;
    }

    PickleBytes text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        raw('X').raw(bytes.length, bytes.length >> 8, bytes.length >> 16, bytes.length >> 24);
        out.writeBytes(bytes);
        return this;
    }

    PickleBytes number(long number) {
        raw(0x8a, 8);
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(number)
                .array());
        return this;
    }

    PickleBytes global(String module, String name) {
        raw('c');
        out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    PickleBytes dictionary(UnaryOperator<PickleBytes> keysAndValues) {
        return keysAndValues.apply(raw('}', '(')).raw('u');
    }

    PickleBytes storage(String key, long count) {
        return raw('(').text("storage")
                .global("torch", "FloatStorage")
                .text(key)
                .text("cpu")
                .number(count)
                .raw('t', 'Q');
    }

    PickleBytes tensor(String key, long count, List<Long> shape, List<Long> strides) {
        return tensor(key, count, 0, shape, strides);
    }

    PickleBytes tensor(String key, long count, long offset, List<Long> shape, List<Long> strides) {
        global("torch._utils", "_rebuild_tensor_v2")
                .raw('(')
                .storage(key, count)
                .number(offset);
        return sizes(shape).sizes(strides).raw(0x89, ')', 't', 'R');
    }

    private PickleBytes sizes(List<Long> sizes) {
        raw('(');
        sizes.forEach(this::number);
        return raw('t');
    }

    byte[] end() {
        return raw('.').out.toByteArray();
    }
}
