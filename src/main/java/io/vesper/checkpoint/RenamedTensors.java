package io.vesper.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Tensors of another source under other names, or only some of them. One of its tensors may have several names. */
public final class RenamedTensors implements TensorSource {
    private final TensorSource source;
    private final Map<String, String> sourceNames;

    /**
     * @param source of the values
     * @param sourceNames by the new name, in the new order
     */
    public RenamedTensors(TensorSource source, Map<String, String> sourceNames) {
        this.source = source;
        this.sourceNames = Collections.unmodifiableMap(new LinkedHashMap<>(sourceNames));
    }

    /** Only the tensors whose names fulfil a condition, under their own names. */
    public static RenamedTensors select(TensorSource source, Predicate<String> condition) {
        Map<String, String> names = new LinkedHashMap<>();
        source.names().stream().filter(condition).forEach(name -> names.put(name, name));
        return new RenamedTensors(source, names);
    }

    @Override
    public Set<String> names() {
        return sourceNames.keySet();
    }

    @Override
    public long[] shape(String name) {
        return source.shape(sourceName(name));
    }

    @Override
    public float[] values(String name) {
        return source.values(sourceName(name));
    }

    private String sourceName(String name) {
        String sourceName = sourceNames.get(name);
        if (sourceName == null) {
            throw new IllegalArgumentException("There is no tensor (%s).".formatted(name));
        }
        return sourceName;
    }
}
