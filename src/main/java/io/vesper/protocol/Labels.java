package io.vesper.protocol;

import java.util.Arrays;
import java.util.function.Function;

/** Finds an enum's constant by its label. */
final class Labels {
    private Labels() {}

    static <E> E find(E[] values, Function<E, String> labelOf, String label, String what) {
        return Arrays.stream(values)
                .filter(value -> labelOf.apply(value).equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The %s (%s) is not one of %s."
                        .formatted(
                                what, label, Arrays.stream(values).map(labelOf).toList())));
    }
}
