package io.vesper.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vesper.decode.RgbImage;
import io.vesper.embedding.Embedding;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ColourHistogramTest {
    private static final int BINS_OF_A_STRIP = 3 * 16;

    /** Each of 6 x 3 histograms has all its mass in one bin, so these bins hold sqrt(1 / 18) and the others 0. */
    @Test
    void aPictureOfOneColourFillsOneBinOfEachHistogram() {
        float[] values = ColourHistogram.of(filled(2, 12, 0, 16, 255)).toArray();

        assertThat(values).hasSize(6 * BINS_OF_A_STRIP);
        for (int strip = 0; strip < 6; strip++) {
            int start = strip * BINS_OF_A_STRIP;
            assertThat(values[start]).isCloseTo((float) Math.sqrt(1 / 18.0), within(1e-6f));
            assertThat(values[start + 16 + 1]).isCloseTo((float) Math.sqrt(1 / 18.0), within(1e-6f));
            assertThat(values[start + 32 + 15]).isCloseTo((float) Math.sqrt(1 / 18.0), within(1e-6f));
        }
    }

    @Test
    void theSizeOfThePictureDoesNotMatter() {
        Embedding small = ColourHistogram.of(filled(3, 6, 10, 20, 30));
        Embedding large = ColourHistogram.of(filled(40, 60, 10, 20, 30));

        assertThat(small.cosine(large)).isCloseTo(1, within(1e-6));
    }

    /** Trousers of another colour change the lower half: three of six strips agree. */
    @Test
    void whereAColourIsMatters() {
        RgbImage plain = filled(2, 12, 0, 0, 0);
        byte[] pixels = plain.pixels().clone();
        Arrays.fill(pixels, pixels.length / 2, pixels.length, (byte) 200);

        Embedding dressed = ColourHistogram.of(new RgbImage(2, 12, pixels));

        assertThat(ColourHistogram.of(plain).cosine(dressed)).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void aPictureOfOneRowIsDescribedToo() {
        Embedding lowest = ColourHistogram.of(filled(5, 1, 1, 2, 3));

        assertThat(lowest.cosine(lowest)).isCloseTo(1, within(1e-6));
    }

    private static RgbImage filled(int width, int height, int red, int green, int blue) {
        byte[] pixels = new byte[3 * width * height];
        for (int i = 0; i < pixels.length; i += 3) {
            pixels[i] = (byte) red;
            pixels[i + 1] = (byte) green;
            pixels[i + 2] = (byte) blue;
        }
        return new RgbImage(width, height, pixels);
    }
}
