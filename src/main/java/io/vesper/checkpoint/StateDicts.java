package io.vesper.checkpoint;

import io.vesper.pickle.PickleTypes;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The dictionaries of tensors in what was saved, by the keys that lead to them. Only keys of text are followed: an optimiser's
 * moments stand under numbers.
 */
final class StateDicts {
    private static final int MAX_DEPTH = 8;

    private final Map<String, Map<String, TorchTensor>> found = new LinkedHashMap<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private StateDicts(Object root) {
        search("", root, MAX_DEPTH);
    }

    /**
     * Finds the one dictionary that is meant.
     *
     * @param key the keys that lead to it, joined by dots; null if there is only one
     * @throws CheckpointException if there is none, or several and no key, or none of that key
     */
    static Map<String, TorchTensor> choose(Path file, Object root, @Nullable String key) {
        Map<String, Map<String, TorchTensor>> found = new StateDicts(root).found;
        if (found.isEmpty()) {
            throw new CheckpointException(file, "it holds no dictionary of tensors. Maybe it holds a whole model.");
        }
        if (key == null && found.size() == 1) {
            return found.values().iterator().next();
        }
        Map<String, TorchTensor> chosen = key == null ? null : found.get(key);
        if (chosen == null) {
            String keys = found.keySet().stream()
                    .map(name -> name.isEmpty() ? "\"\"" : PickleTypes.shown(name))
                    .collect(Collectors.joining(", "));
            throw new CheckpointException(
                    file,
                    key == null
                            ? "it holds %d dictionaries of tensors (%s). Maybe choose one by its key (--key)."
                                    .formatted(found.size(), keys)
                            : "it holds no dictionary of tensors under the key (%s), but under (%s)."
                                    .formatted(key, keys));
        }
        return chosen;
    }

    private void search(String path, Object value, int depth) {
        if (!(value instanceof Map<?, ?> dictionary) || depth == 0 || !seen.add(value)) {
            return;
        }
        Map<String, TorchTensor> tensors = new LinkedHashMap<>();
        dictionary.forEach((key, item) -> {
            if (key instanceof String name && item instanceof TorchTensor tensor) {
                tensors.put(name, tensor);
            } else if (key instanceof String name) {
                search(path.isEmpty() ? name : path + "." + name, item, depth - 1);
            }
        });
        if (!tensors.isEmpty()) {
            found.put(path, Collections.unmodifiableMap(tensors));
        }
    }
}
