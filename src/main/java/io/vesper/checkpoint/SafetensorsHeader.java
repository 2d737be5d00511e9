package io.vesper.checkpoint;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a safetensors file says of its tensors, each of them checked against the file's size.
 *
 * @param entries by name, in the header's order
 * @param metadata the file's own notes: text by name
 */
record SafetensorsHeader(Map<String, Entry> entries, Map<String, String> metadata) {
    static final String METADATA = "__metadata__";

    /**
     * One tensor.
     *
     * @param type of its values
     * @param shape sizes of its axes
     * @param begin its first byte, counted from the end of the header
     * @param end behind its last byte
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and copied before it leaves the package
    record Entry(ElementType type, long[] shape, long begin, long end) {}

    /**
     * @param file for messages
     * @param json the header
     * @param dataBytes how many bytes follow it
     * @throws CheckpointException if it is not of the expected form, or a tensor does not fit
     */
    static SafetensorsHeader parse(Path file, String json, long dataBytes) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        try {
            JsonNode root = JsonMapper.shared().readTree(json);
            if (!root.isObject()) {
                throw new CheckpointException(file, "its header is no JSON object.");
            }
            for (Map.Entry<String, JsonNode> property : root.properties()) {
                if (property.getKey().equals(METADATA)) {
                    property.getValue()
                            .properties()
                            .forEach(e -> metadata.put(e.getKey(), e.getValue().asString()));
                } else {
                    entries.put(property.getKey(), entry(file, property, dataBytes));
                }
            }
        } catch (JacksonException e) {
            throw new CheckpointException(file, "its header is not JSON of the expected form.", e);
        }
        return new SafetensorsHeader(Collections.unmodifiableMap(entries), Map.copyOf(metadata));
    }

    private static Entry entry(Path file, Map.Entry<String, JsonNode> property, long dataBytes) {
        JsonNode node = property.getValue();
        ElementType type = type(file, property.getKey(), node.path("dtype").asString(""));
        long[] shape =
                node.path("shape").valueStream().mapToLong(JsonNode::asLong).toArray();
        long begin = node.path("data_offsets").path(0).asLong(-1);
        long end = node.path("data_offsets").path(1).asLong(-1);
        if (begin < 0 || end > dataBytes || !fits(shape, type.bytes(), end - begin)) {
            throw new CheckpointException(
                    file,
                    "the tensor (%s) does not fit its place. Maybe the file was cut.".formatted(property.getKey()));
        }
        return new Entry(type, shape, begin, end);
    }

    private static ElementType type(Path file, String name, String type) {
        for (ElementType known : ElementType.values()) {
            if (known.name().equals(type)) {
                return known;
            }
        }
        throw new CheckpointException(
                file,
                "the tensor (%s) is of type (%s), but only %s are read."
                        .formatted(name, type, Arrays.toString(ElementType.values())));
    }

    /** Whether a tensor of that shape has so many bytes; a hostile shape may overflow. */
    private static boolean fits(long[] shape, int elementBytes, long bytes) {
        long count = 1;
        for (long size : shape) {
            if (size < 0 || (size > 0 && count > bytes / size)) {
                return false;
            }
            count *= size;
        }
        return bytes % elementBytes == 0 && count == bytes / elementBytes;
    }
}
