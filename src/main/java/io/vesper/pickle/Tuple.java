package io.vesper.pickle;

import java.util.List;

/**
 * Python's tuple. Two are equal only if they are the same one: a hostile file nests tuples so that comparing them never ends.
 */
public final class Tuple {
    private final List<Object> items;

    public Tuple(List<Object> items) {
        this.items = List.copyOf(items);
    }

    public List<Object> items() {
        return items;
    }
}
