package io.vesper.evaluation;

import io.vesper.decode.RgbImage;
import io.vesper.embedding.Embedding;
import java.util.Arrays;

/**
 * The baseline that needs no learning: how often each shade of red, green and blue occurs in each of six horizontal strips,
 * from head to feet. The cosine of two is the mean, over strips and colours, of the histograms' Bhattacharyya coefficients.
 */
public final class ColourHistogram {
    private static final int STRIPS = 6;
    private static final int COLOURS = 3;
    private static final int BINS = 16;
    private static final int SHADES_PER_BIN = 256 / BINS;

    private ColourHistogram() {}

    /**
     * Describes a picture by its colours.
     *
     * @param image of any size
     * @return shape [288]
     */
    public static Embedding of(RgbImage image) {
        int[] counts = new int[STRIPS * COLOURS * BINS]; // [strip, colour, bin]
        int rowBytes = image.width() * COLOURS;
        for (int row = 0; row < image.height(); row++) {
            int strip = (int) ((long) row * STRIPS / image.height());
            for (int i = 0; i < rowBytes; i++) {
                int shade = image.pixels()[row * rowBytes + i] & 0xFF;
                counts[(strip * COLOURS + i % COLOURS) * BINS + shade / SHADES_PER_BIN]++;
            }
        }
        return Embedding.normalised(rootsOfShares(counts));
    }

    private static float[] rootsOfShares(int[] counts) {
        float[] roots = new float[counts.length];
        for (int start = 0; start < counts.length; start += BINS) {
            double sum = Arrays.stream(counts, start, start + BINS).sum();
            // A picture lower than six rows has empty strips.
            for (int i = start; i < start + BINS && sum > 0; i++) {
                roots[i] = (float) Math.sqrt(counts[i] / sum);
            }
        }
        return roots;
    }
}
