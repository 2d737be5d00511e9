package io.vesper.findings;

import java.util.List;
import java.util.stream.IntStream;

/** Takes a part of a list that stands for the whole. */
final class Sample {
    private Sample() {}

    /** At most {@code size} elements, from places that are evenly apart. */
    static <T> List<T> evenly(List<T> all, int size) {
        int taken = Math.min(size, all.size());
        return IntStream.range(0, taken)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / taken)))
                .toList();
    }
}
