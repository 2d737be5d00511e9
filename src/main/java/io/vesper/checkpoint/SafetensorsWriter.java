package io.vesper.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes safetensors files: the same tensors give the same bytes, and a reader sees the whole file or none. */
public final class SafetensorsWriter {
    private static final int ALIGNMENT = 8;

    private SafetensorsWriter() {}

    /**
     * Writes tensors to a file, which is replaced at once when all of it is on the disk.
     *
     * @param file where to; its folder exists
     * @param tensors what
     * @param metadata notes for the header
     * @throws IOException if the disk is full or the folder cannot be written
     */
    public static void write(Path file, TensorSource tensors, Map<String, String> metadata) throws IOException {
        write(file, tensors, metadata, Precision.FLOAT32);
    }

    /**
     * Writes tensors to a file, which is replaced at once when all of it is on the disk.
     *
     * @param file where to; its folder exists
     * @param tensors what
     * @param metadata notes for the header
     * @param precision how exactly
     * @throws IOException if the disk is full or the folder cannot be written
     * @throws IllegalArgumentException if a value is too large for the precision
     */
    public static void write(Path file, TensorSource tensors, Map<String, String> metadata, Precision precision)
            throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            writeFully(channel, header(tensors, metadata, precision));
            for (String name : tensors.names()) {
                writeFully(channel, precision.encode(name, tensors.shape(name), tensors.values(name)));
            }
            channel.force(true);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static ByteBuffer header(TensorSource tensors, Map<String, String> metadata, Precision precision) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        ObjectNode notes = root.putObject(SafetensorsHeader.METADATA);
        new TreeMap<>(metadata).forEach(notes::put);
        long offset = 0;
        for (String name : tensors.names()) {
            long[] shape = tensors.shape(name);
            ElementType type = precision.typeOf(shape);
            long end = offset + bytes(type, shape);
            ObjectNode entry = root.putObject(name).put("dtype", type.name());
            ArrayNode sizes = entry.putArray("shape");
            Arrays.stream(shape).forEach(sizes::add);
            entry.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        return padded(root.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Blanks after the header align the data, so that it can be mapped into memory. */
    private static ByteBuffer padded(byte[] json) {
        int length = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer buffer =
                ByteBuffer.allocate(SafetensorsFile.LENGTH_BYTES + length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(length).put(json);
        while (buffer.hasRemaining()) {
            buffer.put((byte) ' ');
        }
        return buffer.flip();
    }

    private static long bytes(ElementType type, long[] shape) {
        long count = type.bytes();
        for (long size : shape) {
            count = Math.multiplyExact(count, size);
        }
        return count;
    }

    private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
