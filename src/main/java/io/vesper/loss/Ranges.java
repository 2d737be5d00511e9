package io.vesper.loss;

/** Refuses numbers for which a loss is not defined. */
final class Ranges {
    private Ranges() {}

    static double requirePositive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("The %s (%s) must be finite and greater than 0.".formatted(name, value));
        }
        return value;
    }

    static double requireNotNegative(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("The %s (%s) must be finite and at least 0.".formatted(name, value));
        }
        return value;
    }
}
