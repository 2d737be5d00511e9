package io.vesper.transform;

import java.util.Objects;

/**
 * The luminance that the infrared side of a network looks at, so that colour cannot tell the modalities apart: {@code
 * 0.2989 R + 0.5870 G + 0.1140 B} of the already normalised channels, copied to all three.
 */
public final class Luminance {
    private static final float RED = 0.2989f;
    private static final float GREEN = 0.5870f;
    private static final float BLUE = 0.1140f;

    private Luminance() {}

    /**
     * Replaces one picture of a batch by its luminance.
     *
     * @param batch normalised pictures, shape [B, 3, H, W], row-major
     * @param offset index of the picture's first value
     * @param pixels of one channel, H * W
     * @throws IndexOutOfBoundsException if there is no whole picture behind {@code offset}
     */
    public static void replace(float[] batch, int offset, int pixels) {
        Objects.checkFromIndexSize(offset, Math.multiplyExact(3, pixels), batch.length);
        for (int red = offset; red < offset + pixels; red++) {
            int green = red + pixels;
            int blue = green + pixels;
            float luminance = RED * batch[red] + GREEN * batch[green] + BLUE * batch[blue];
            batch[red] = luminance;
            batch[green] = luminance;
            batch[blue] = luminance;
        }
    }
}
