package io.vesper.transform;

import io.vesper.decode.RgbImage;
import java.util.Arrays;

/**
 * Bilinear resize with antialiasing, equal to Pillow's {@code Image.resize(size, BILINEAR)} bit for bit: networks are
 * trained and published with it, and a resize without antialiasing shifts pixels by several levels when it shrinks.
 *
 * <p>Rows first, then columns, each rounded to 8 bits. A direction that keeps its length is left alone.
 */
public final class AntialiasedResize {
    private static final int ROUNDING = 1 << (TriangleWeights.FRACTION_BITS - 1);

    private AntialiasedResize() {}

    /**
     * Resizes without regard to the aspect ratio.
     *
     * @param image of any size
     * @param width in pixels, at least 1
     * @param height in pixels, at least 1
     * @return a picture of that size; the same one if it has it already
     */
    public static RgbImage resize(RgbImage image, int width, int height) {
        RgbImage narrowed = image.width() == width ? image : resizeRows(image, width);
        return image.height() == height ? narrowed : resizeColumns(narrowed, height);
    }

    private static RgbImage resizeRows(RgbImage image, int width) {
        TriangleWeights weights = new TriangleWeights(image.width(), width);
        byte[] resized = new byte[3 * width * image.height()];
        for (int y = 0, target = 0; y < image.height(); y++) {
            for (int x = 0; x < width; x++, target += 3) {
                int first = 3 * (y * image.width() + weights.first(x));
                weigh(image.pixels(), first, weights.of(x), resized, target);
            }
        }
        return new RgbImage(width, image.height(), resized);
    }

    private static void weigh(byte[] pixels, int first, int[] weights, byte[] resized, int target) {
        int red = ROUNDING;
        int green = ROUNDING;
        int blue = ROUNDING;
        int source = first;
        for (int weight : weights) {
            red += weight * (pixels[source] & 0xFF);
            green += weight * (pixels[source + 1] & 0xFF);
            blue += weight * (pixels[source + 2] & 0xFF);
            source += 3;
        }
        resized[target] = toByte(red);
        resized[target + 1] = toByte(green);
        resized[target + 2] = toByte(blue);
    }

    /** Adds up whole rows, so that memory is read in order. */
    private static RgbImage resizeColumns(RgbImage image, int height) {
        TriangleWeights weights = new TriangleWeights(image.height(), height);
        int rowLength = 3 * image.width();
        byte[] resized = new byte[rowLength * height];
        int[] sums = new int[rowLength];
        for (int y = 0; y < height; y++) {
            Arrays.fill(sums, ROUNDING);
            int source = weights.first(y) * rowLength;
            for (int weight : weights.of(y)) {
                add(image.pixels(), source, weight, sums);
                source += rowLength;
            }
            for (int i = 0; i < rowLength; i++) {
                resized[y * rowLength + i] = toByte(sums[i]);
            }
        }
        return new RgbImage(image.width(), height, resized);
    }

    private static void add(byte[] pixels, int start, int weight, int[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * (pixels[start + i] & 0xFF);
        }
    }

    /** Rounded weights may sum to slightly more than one, so white must not overflow to black. */
    private static byte toByte(int fixed) {
        return (byte) Math.min(255, fixed >> TriangleWeights.FRACTION_BITS);
    }
}
