package io.vesper.network;

import io.vesper.checkpoint.TensorSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Tensors of which names and shapes are real, and every value is the same. */
record NamedShapes(Map<String, long[]> shapes, float value) implements TensorSource {
    static NamedShapes of(Object... namesAndShapes) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        for (int i = 0; i < namesAndShapes.length; i += 2) {
            shapes.put((String) namesAndShapes[i], (long[]) namesAndShapes[i + 1]);
        }
        return new NamedShapes(shapes, 0);
    }

    static long[] shape(long... sizes) {
        return sizes;
    }

    @Override
    public Set<String> names() {
        return shapes.keySet();
    }

    @Override
    public long[] shape(String name) {
        return shapes.get(name);
    }

    @Override
    public float[] values(String name) {
        float[] values = new float[(int) Arrays.stream(shape(name)).reduce(1, Math::multiplyExact)];
        Arrays.fill(values, value);
        return values;
    }
}
