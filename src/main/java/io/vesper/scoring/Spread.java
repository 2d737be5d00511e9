package io.vesper.scoring;

/**
 * How values are spread.
 *
 * @param mean finite
 * @param deviation standard deviation, finite and above 0
 */
public record Spread(double mean, double deviation) {
    public Spread {
        if (!(deviation > 0) || Double.isInfinite(deviation) || !Double.isFinite(mean)) {
            throw new IllegalArgumentException(
                    "The values have the mean (%s) and the deviation (%s), but both must be finite and the deviation above 0. Maybe an embedding is not a unit vector."
                            .formatted(mean, deviation));
        }
    }

    /** By how many standard deviations a value exceeds the mean. */
    public double deviations(double value) {
        return (value - mean) / deviation;
    }
}
