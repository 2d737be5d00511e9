package io.vesper.preset;

import java.util.Arrays;

/** Settings that take one of a few words. */
public final class Choices {
    private Choices() {}

    public static void check(String setting, String value, String... choices) {
        if (!Arrays.asList(choices).contains(value)) {
            throw new IllegalArgumentException(
                    "%s (%s) is not one of %s.".formatted(setting, value, String.join(", ", choices)));
        }
    }
}
