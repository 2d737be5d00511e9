package io.vesper.optimiser;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The running means of {@link Adam}: for each parameter one of its gradient and one of the gradient's square. */
final class AdamMoments implements AutoCloseable {
    private static final String MEAN = "m.";
    private static final String SQUARE = "v.";

    private final NDManager manager;
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();

    AdamMoments(NDManager parent) {
        manager = parent.newSubManager();
    }

    /** Starts a parameter's means at 0. */
    void add(String name, NDArray weight) {
        arrays.put(MEAN + name, manager.zeros(weight.getShape(), weight.getDataType(), weight.getDevice()));
        arrays.put(SQUARE + name, manager.zeros(weight.getShape(), weight.getDataType(), weight.getDevice()));
    }

    NDArray mean(String name) {
        return get(MEAN + name);
    }

    NDArray square(String name) {
        return get(SQUARE + name);
    }

    private NDArray get(String key) {
        NDArray moment = arrays.get(key);
        if (moment == null) {
            throw new IllegalStateException(
                    "There is no moment (%s). Maybe the parameter was unfrozen after the optimiser was made."
                            .formatted(key));
        }
        return moment;
    }

    Map<String, NDArray> byName() {
        return Collections.unmodifiableMap(arrays);
    }

    /** Takes over copies of saved means; nothing is changed if they do not fit. */
    void restore(Map<String, NDArray> saved) {
        requireSameNames(saved.keySet());
        arrays.forEach((name, array) -> requireSameForm(name, array, saved.get(name)));
        // By index, because the engine's other copies share memory: toDevice with the source, copyTo with a Java
        // buffer.
        saved.forEach((name, array) -> get(name).set(new NDIndex("..."), array));
    }

    private void requireSameNames(Set<String> saved) {
        if (!saved.equals(arrays.keySet())) {
            throw new IllegalArgumentException(
                    "The saved moments are those of other parameters: (%s) is missing and (%s) is not known. Maybe other parameters were frozen."
                            .formatted(firstOnlyIn(arrays.keySet(), saved), firstOnlyIn(saved, arrays.keySet())));
        }
    }

    private static String firstOnlyIn(Set<String> names, Set<String> others) {
        Set<String> rest = new LinkedHashSet<>(names);
        rest.removeAll(others);
        return rest.isEmpty() ? "nothing" : rest.iterator().next();
    }

    private static void requireSameForm(String name, NDArray own, @Nullable NDArray saved) {
        if (saved == null || !saved.getShape().equals(own.getShape()) || saved.getDataType() != own.getDataType()) {
            throw new IllegalArgumentException(
                    "The saved moment (%s) is (%s), but must be (%s, %s). Maybe it was saved with another architecture."
                            .formatted(name, form(saved), own.getShape(), own.getDataType()));
        }
    }

    private static String form(@Nullable NDArray array) {
        return array == null ? "absent" : array.getShape() + ", " + array.getDataType();
    }

    @Override
    public void close() {
        manager.close();
    }
}
