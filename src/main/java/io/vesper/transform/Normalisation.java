package io.vesper.transform;

import java.util.List;

/**
 * How channel values are shifted and scaled: {@code (v / 255 - mean) / std}, in the order red, green, blue.
 *
 * @param mean three finite numbers, of values scaled to [0, 1]
 * @param std three finite numbers above 0
 */
public record Normalisation(List<Float> mean, List<Float> std) {
    /** The statistics of ImageNet, which published backbones are trained with. */
    public static final Normalisation IMAGENET =
            new Normalisation(List.of(0.485f, 0.456f, 0.406f), List.of(0.229f, 0.224f, 0.225f));

    private static final int LEVELS = 256;

    public Normalisation {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        boolean isValid = mean.size() == 3
                && std.size() == 3
                && mean.stream().allMatch(Float::isFinite)
                && std.stream().allMatch(value -> Float.isFinite(value) && value > 0);
        if (!isValid) {
            throw new IllegalArgumentException(
                    "A normalisation needs 3 finite means and 3 finite deviations above 0, but has %s and %s. Maybe a channel is missing."
                            .formatted(mean, std));
        }
    }

    /** The normalised value of each of the 256 levels of a channel, computed in float as torchvision does. */
    float[] table(int channel) {
        float[] table = new float[LEVELS];
        for (int level = 0; level < LEVELS; level++) {
            table[level] = (level / 255f - mean.get(channel)) / std.get(channel);
        }
        return table;
    }
}
