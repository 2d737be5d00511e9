package io.vesper.loss;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reference values in float64 from an independent program without tensors, addressed by path, as in {@code vsd.loss}. */
public final class Oracle {
    private static final String FILE = "/oracle.json";
    private static final JsonNode ROOT = read();

    private Oracle() {}

    private static JsonNode read() {
        try (InputStream file = Oracle.class.getResourceAsStream(FILE)) {
            return JsonMapper.builder().build().readTree(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The node at a path; names that contain dots are not supported. */
    public static JsonNode node(String path) {
        JsonNode node = ROOT.at("/" + path.replace('.', '/'));
        if (node.isMissingNode()) {
            throw new IllegalArgumentException("The oracle has no entry (%s).".formatted(path));
        }
        return node;
    }

    public static double number(String path) {
        return node(path).asDouble();
    }

    public static double[][] matrix(String path) {
        JsonNode rows = node(path);
        return IntStream.range(0, rows.size()).mapToObj(i -> row(rows.get(i))).toArray(double[][]::new);
    }

    public static long[] integers(String path) {
        JsonNode values = node(path);
        return IntStream.range(0, values.size())
                .mapToLong(i -> values.get(i).asLong())
                .toArray();
    }

    private static double[] row(JsonNode values) {
        return IntStream.range(0, values.size())
                .mapToDouble(i -> values.get(i).asDouble())
                .toArray();
    }
}
