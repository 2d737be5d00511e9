package io.vesper.decode;

/**
 * A decoded picture: 8-bit red, green and blue, packed row by row. The pixels are not copied; treat them as read-only.
 *
 * @param width columns, at least 1
 * @param height rows, at least 1
 * @param pixels {@code 3 * width * height} bytes: r, g, b of the first pixel of the top row, then the next to its right
 */
public record RgbImage(int width, int height, byte[] pixels) {
    public RgbImage {
        if (width < 1 || height < 1 || pixels.length != 3L * width * height) {
            throw new IllegalArgumentException(
                    "A picture of %d x %d pixels needs 3 bytes for each, but there are %d bytes."
                            .formatted(width, height, pixels.length));
        }
    }

    /** The picture with left and right exchanged. */
    public RgbImage mirrored() {
        return Orientation.MIRRORED.apply(this);
    }
}
