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
        if (image.width() == width && image.height() == height) {
            return image;
        }
        int[] rows = image.width() == width ? levels(image) : resizeRows(image, width);
        byte[] pixels = image.height() == height ? toBytes(rows) : resizeColumns(rows, image.height(), height);
        return new RgbImage(width, height, pixels);
    }

    /** Integers, as the processor adds up rows of them several at a time. */
    private static int[] levels(RgbImage image) {
        byte[] pixels = image.pixels();
        int[] levels = new int[pixels.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = pixels[i] & 0xFF;
        }
        return levels;
    }

    private static byte[] toBytes(int[] levels) {
        byte[] bytes = new byte[levels.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) levels[i];
        }
        return bytes;
    }

    /** Column by column, so that weights are looked up once for all rows. */
    private static int[] resizeRows(RgbImage image, int width) {
        TriangleWeights weights = new TriangleWeights(image.width(), width);
        int[] resized = new int[3 * width * image.height()];
        for (int x = 0; x < width; x++) {
            int[] ofColumn = weights.of(x);
            int source = 3 * weights.first(x);
            for (int target = 3 * x; target < resized.length; target += 3 * width) {
                weigh(image.pixels(), source, ofColumn, resized, target);
                source += 3 * image.width();
            }
        }
        return resized;
    }

    private static void weigh(byte[] pixels, int first, int[] weights, int[] resized, int target) {
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
        resized[target] = toLevel(red);
        resized[target + 1] = toLevel(green);
        resized[target + 2] = toLevel(blue);
    }

    /** Adds up whole rows, so that memory is read in order. */
    private static byte[] resizeColumns(int[] rows, int inputHeight, int height) {
        TriangleWeights weights = new TriangleWeights(inputHeight, height);
        int rowLength = rows.length / inputHeight;
        byte[] resized = new byte[rowLength * height];
        int[] sums = new int[rowLength];
        for (int y = 0; y < height; y++) {
            Arrays.fill(sums, ROUNDING);
            int source = weights.first(y) * rowLength;
            for (int weight : weights.of(y)) {
                add(rows, source, weight, sums);
                source += rowLength;
            }
            for (int i = 0; i < rowLength; i++) {
                resized[y * rowLength + i] = (byte) toLevel(sums[i]);
            }
        }
        return resized;
    }

    private static void add(int[] rows, int start, int weight, int[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * rows[start + i];
        }
    }

    /** Rounded weights may sum to slightly more than one, so white must not overflow to black. */
    private static int toLevel(int fixed) {
        return Math.min(255, fixed >> TriangleWeights.FRACTION_BITS);
    }
}
