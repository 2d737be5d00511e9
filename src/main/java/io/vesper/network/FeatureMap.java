package io.vesper.network;

/**
 * What the shared branch observes at each place of a picture; the mean over places is the observation v.
 *
 * @param channels C, the values of v
 * @param rows how many places from top to bottom
 * @param columns how many places from left to right
 * @param values shape [C, rows, columns], row-major; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // Megabytes, made once, looked at once, never compared.
public record FeatureMap(int channels, int rows, int columns, float[] values) {
    public FeatureMap {
        if (values.length == 0 || values.length != channels * rows * columns) {
            throw new IllegalArgumentException("A feature map of %d channels and %d x %d places cannot have %d values."
                    .formatted(channels, rows, columns, values.length));
        }
    }

    /** How many places there are. */
    public int places() {
        return rows * columns;
    }
}
