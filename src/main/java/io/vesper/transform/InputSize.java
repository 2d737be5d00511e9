package io.vesper.transform;

/**
 * The size of the pictures a network takes, in pixels.
 *
 * @param height H, at least 1
 * @param width W, at least 1
 */
public record InputSize(int height, int width) {
    /** 256 x 128: twice as high as wide, like a standing person. */
    public static final InputSize PERSON = new InputSize(256, 128);

    public InputSize {
        if (height < 1 || width < 1 || 3L * height * width > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "A network cannot take pictures of height %d and width %d: both must be at least 1, and 3 values for each pixel must fit in an array."
                            .formatted(height, width));
        }
    }

    /** Pixels of one channel, H * W. */
    public int pixels() {
        return height * width;
    }

    /** Values of one picture, 3 * H * W. */
    public int values() {
        return 3 * pixels();
    }
}
