package io.vesper.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A safetensors file: eight bytes with the header's length, a JSON header with type, shape and offsets of each tensor, then the
 * values, little-endian. Only float32 tensors. The header is checked whole when the file is opened.
 *
 * <p>See <a href="https://huggingface.co/docs/safetensors">the format's description</a>.
 */
public final class SafetensorsFile implements TensorSource {
    static final String METADATA = "__metadata__";
    static final int LENGTH_BYTES = 8;
    private static final int MAX_HEADER_BYTES = 100_000_000;

    private final Path file;
    private final long dataStart;
    private final Map<String, Entry> entries;
    private final Map<String, String> metadata;

    private record Entry(long[] shape, long begin, long end) {}

    private SafetensorsFile(Path file, long dataStart, Map<String, Entry> entries, Map<String, String> metadata) {
        this.file = file;
        this.dataStart = dataStart;
        this.entries = Collections.unmodifiableMap(entries);
        this.metadata = Map.copyOf(metadata);
    }

    /**
     * Reads a file's header.
     *
     * @throws CheckpointException if the file is missing, or its header or size is wrong
     */
    public static SafetensorsFile open(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long headerBytes = read(file, channel, 0, LENGTH_BYTES).getLong();
            if (headerBytes < 2 || headerBytes > Math.min(MAX_HEADER_BYTES, channel.size() - LENGTH_BYTES)) {
                throw new CheckpointException(file, "its header's length (%d) is impossible.".formatted(headerBytes));
            }
            ByteBuffer header = read(file, channel, LENGTH_BYTES, (int) headerBytes);
            return parse(file, StandardCharsets.UTF_8.decode(header).toString(), channel.size());
        } catch (IOException e) {
            throw new CheckpointException(file, "it cannot be read (%s).".formatted(e), e);
        }
    }

    private static SafetensorsFile parse(Path file, String header, long fileBytes) {
        long dataStart = LENGTH_BYTES + (long) header.getBytes(StandardCharsets.UTF_8).length;
        Map<String, Entry> entries = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        try {
            JsonNode root = JsonMapper.shared().readTree(header);
            if (!root.isObject()) {
                throw new CheckpointException(file, "its header is no JSON object.");
            }
            for (Map.Entry<String, JsonNode> property : root.properties()) {
                if (property.getKey().equals(METADATA)) {
                    property.getValue()
                            .properties()
                            .forEach(e -> metadata.put(e.getKey(), e.getValue().asString()));
                } else {
                    entries.put(property.getKey(), entry(file, property, fileBytes - dataStart));
                }
            }
        } catch (JacksonException e) {
            throw new CheckpointException(file, "its header is not JSON of the expected form.", e);
        }
        return new SafetensorsFile(file, dataStart, entries, metadata);
    }

    private static Entry entry(Path file, Map.Entry<String, JsonNode> property, long dataBytes) {
        JsonNode node = property.getValue();
        String type = node.path("dtype").asString("");
        if (!type.equals("F32")) {
            throw new CheckpointException(
                    file, "the tensor (%s) is of type (%s), but only F32 is read.".formatted(property.getKey(), type));
        }
        long[] shape =
                node.path("shape").valueStream().mapToLong(JsonNode::asLong).toArray();
        long begin = node.path("data_offsets").path(0).asLong(-1);
        long end = node.path("data_offsets").path(1).asLong(-1);
        if (begin < 0 || end > dataBytes || !fits(shape, end - begin)) {
            throw new CheckpointException(
                    file,
                    "the tensor (%s) does not fit its place. Maybe the file was cut.".formatted(property.getKey()));
        }
        return new Entry(shape, begin, end);
    }

    /** Whether a tensor of that shape has so many bytes; a hostile shape may overflow. */
    private static boolean fits(long[] shape, long bytes) {
        long count = 1;
        for (long size : shape) {
            if (size < 0 || (size > 0 && count > bytes / size)) {
                return false;
            }
            count *= size;
        }
        return count * Float.BYTES == bytes;
    }

    private static ByteBuffer read(Path file, FileChannel channel, long position, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new CheckpointException(file, "it ends too early. Maybe it was cut.");
            }
        }
        return buffer.flip();
    }

    @Override
    public Set<String> names() {
        return entries.keySet();
    }

    /** The file's own notes: text by name. */
    public Map<String, String> metadata() {
        return metadata;
    }

    @Override
    public long[] shape(String name) {
        return entry(name).shape.clone();
    }

    @Override
    public float[] values(String name) {
        Entry entry = entry(name);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer buffer = read(file, channel, dataStart + entry.begin, Math.toIntExact(entry.end - entry.begin));
            float[] values = new float[buffer.remaining() / Float.BYTES];
            buffer.asFloatBuffer().get(values);
            return values;
        } catch (IOException e) {
            throw new CheckpointException(file, "it cannot be read (%s).".formatted(e), e);
        }
    }

    private Entry entry(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("The weights file (%s) has no tensor (%s).".formatted(file, name));
        }
        return entry;
    }
}
