package io.vesper.checkpoint;

import io.vesper.checkpoint.SafetensorsHeader.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;

/**
 * A safetensors file: eight bytes with the header's length, a JSON header with type, shape and offsets of each tensor, then the
 * values, little-endian. Numbers of any type become float32. The header is checked whole when the file is opened.
 *
 * <p>See <a href="https://huggingface.co/docs/safetensors">the format's description</a>.
 */
public final class SafetensorsFile implements TensorSource {
    static final int LENGTH_BYTES = 8;
    private static final int MAX_HEADER_BYTES = 100_000_000;

    private final Path file;
    private final long dataStart;
    private final SafetensorsHeader header;

    private SafetensorsFile(Path file, long dataStart, SafetensorsHeader header) {
        this.file = file;
        this.dataStart = dataStart;
        this.header = header;
    }

    /**
     * Reads a file's header.
     *
     * @throws CheckpointException if the file is missing, or its header or size is wrong
     */
    public static SafetensorsFile open(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long headerBytes = FileBytes.read(file, channel, 0, LENGTH_BYTES).getLong();
            if (headerBytes < 2 || headerBytes > Math.min(MAX_HEADER_BYTES, channel.size() - LENGTH_BYTES)) {
                throw new CheckpointException(file, "its header's length (%d) is impossible.".formatted(headerBytes));
            }
            ByteBuffer header = FileBytes.read(file, channel, LENGTH_BYTES, (int) headerBytes);
            long dataStart = LENGTH_BYTES + headerBytes;
            String json = StandardCharsets.UTF_8.decode(header).toString();
            return new SafetensorsFile(
                    file, dataStart, SafetensorsHeader.parse(file, json, channel.size() - dataStart));
        } catch (IOException e) {
            throw new CheckpointException(file, "it cannot be read (%s).".formatted(e), e);
        }
    }

    @Override
    public Set<String> names() {
        return header.entries().keySet();
    }

    /** The file's own notes: text by name. */
    public Map<String, String> metadata() {
        return header.metadata();
    }

    @Override
    public long[] shape(String name) {
        return entry(name).shape().clone();
    }

    @Override
    public float[] values(String name) {
        Entry entry = entry(name);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            int bytes = FileBytes.length(file, name, entry.end() - entry.begin());
            return entry.type().toFloats(FileBytes.read(file, channel, dataStart + entry.begin(), bytes));
        } catch (IOException e) {
            throw new CheckpointException(file, "it cannot be read (%s).".formatted(e), e);
        }
    }

    private Entry entry(String name) {
        Entry entry = header.entries().get(name);
        if (entry == null) {
            throw new IllegalArgumentException("The weights file (%s) has no tensor (%s).".formatted(file, name));
        }
        return entry;
    }
}
