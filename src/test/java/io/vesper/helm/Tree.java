package io.vesper.helm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks into a YAML document.
 *
 * @param value a map, list or scalar; null if there is nothing
 */
record Tree(@Nullable Object value) {
    /** What lies at a path of names; nothing where one is missing. */
    Tree at(String... names) {
        Object inner = value;
        for (String name : names) {
            inner = inner instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return new Tree(inner);
    }

    /** The items of a list; none where there is no list. */
    List<Tree> items() {
        return value instanceof List<?> list ? list.stream().map(Tree::new).toList() : List.of();
    }

    /** A map's names and values as text; empty where there is no map. */
    Map<String, String> strings() {
        return value instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> String.valueOf(entry.getKey()), entry -> String.valueOf(entry.getValue())))
                : Map.of();
    }

    boolean isThere() {
        return value != null;
    }

    String text() {
        return String.valueOf(value);
    }

    /** Everything in it that is called so, however deep. */
    List<Tree> everywhere(String name) {
        List<Tree> found = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            if (map.containsKey(name)) {
                found.add(new Tree(map.get(name)));
            }
            found.addAll(within(map.values(), name));
        } else if (value instanceof List<?> list) {
            found.addAll(within(list, name));
        }
        return found;
    }

    private static List<Tree> within(Collection<?> values, String name) {
        return values.stream()
                .flatMap(inner -> new Tree(inner).everywhere(name).stream())
                .toList();
    }
}
