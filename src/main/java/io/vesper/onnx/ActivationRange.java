package io.vesper.onnx;

/**
 * Between which numbers the values after a layer lie, and so what their eight bits stand for: {@code scale * (level - zero)}, with
 * levels from 0 to 255. What lies outside is cut off.
 *
 * @param low at most 0
 * @param high at least 0, and above {@code low}
 */
public record ActivationRange(float low, float high) {
    private static final int LEVELS = 255;

    public ActivationRange {
        if (!(low <= 0 && high >= 0 && low < high && Float.isFinite(high - low))) {
            throw new IllegalArgumentException(
                    "The range of an activation (%s to %s) must be finite, not empty, and hold 0."
                            .formatted(low, high));
        }
    }

    float scale() {
        return (high - low) / LEVELS;
    }

    /** The level of 0, which is exact: padding and what a rectifier cut are that. */
    int zero() {
        return Math.round(-low / scale());
    }
}
