package io.vesper.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.vesper.decode.Pictures;
import io.vesper.decode.RgbImage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTransformTest {
    private static final InputSize TWO_BY_THREE = new InputSize(2, 3);

    @Test
    void levelsAreNormalisedToTorchvisionsBits() {
        List<String> levels = new String(Pictures.file("normalised.txt"), StandardCharsets.US_ASCII)
                .lines()
                .toList();
        byte[] pixels = new byte[3 * 256];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / 3);
        }

        float[] tensor =
                new ImageTransform(new InputSize(1, 256), Normalisation.IMAGENET).apply(new RgbImage(256, 1, pixels));

        for (int level = 0; level < 256; level++) {
            assertThat("%08x %08x %08x"
                            .formatted(bits(tensor[level]), bits(tensor[256 + level]), bits(tensor[512 + level])))
                    .isEqualTo(levels.get(level));
        }
    }

    @Test
    void channelsBecomePlanesAndRowsStayRows() {
        byte[] pixels = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18};

        float[] tensor = levels(TWO_BY_THREE).apply(new RgbImage(3, 2, pixels));

        float[] planes = {1, 4, 7, 10, 13, 16, 2, 5, 8, 11, 14, 17, 3, 6, 9, 12, 15, 18};
        assertThat(tensor).containsExactly(planes, within(1e-3f));
    }

    @Test
    void picturesOfAnySizeAreResizedWithPillowsPixels() {
        float[] tensor = levels(new InputSize(11, 6)).apply(Pictures.ppm("resize/13x29.ppm"));

        byte[] expected = Pictures.ppm("resize/6x11.ppm").pixels();
        for (int i = 0; i < tensor.length; i++) {
            assertThat(tensor[i]).isCloseTo(expected[i % 66 * 3 + i / 66] & 0xFF, within(1e-3f));
        }
    }

    @Test
    void onePictureOfABatchIsWritten() {
        float[] batch = new float[3 * 18];
        RgbImage image = Pictures.noise(3, 2);

        levels(TWO_BY_THREE).writeTo(image, batch, 18);

        assertThat(batch).startsWith(new float[18]).endsWith(new float[18]);
        assertThat(batch).containsSubsequence(levels(TWO_BY_THREE).apply(image));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, 18, Integer.MAX_VALUE})
    void aPictureOutsideTheBatchIsRefused(int offset) {
        float[] batch = new float[18];

        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> levels(TWO_BY_THREE).writeTo(Pictures.noise(3, 2), batch, offset));
        assertThat(batch).containsOnly(0);
    }

    @Test
    void impossibleSettingsAreRefused() {
        List<Float> three = List.of(0.5f, 0.5f, 0.5f);
        assertThatIllegalArgumentException().isThrownBy(() -> new Normalisation(List.of(0.5f), three));
        assertThatIllegalArgumentException().isThrownBy(() -> new Normalisation(three, List.of(1f, 0f, 1f)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Normalisation(three, List.of(1f, Float.NaN, 1f)));
        assertThatIllegalArgumentException().isThrownBy(() -> new InputSize(0, 128));
        assertThatIllegalArgumentException().isThrownBy(() -> new InputSize(50_000, 50_000));
    }

    /** A transform that leaves the levels as they are: (v / 255 - 0) / (1 / 255). */
    private static ImageTransform levels(InputSize size) {
        float level = 1 / 255f;
        return new ImageTransform(size, new Normalisation(List.of(0f, 0f, 0f), List.of(level, level, level)));
    }

    private static int bits(float value) {
        return Float.floatToRawIntBits(value);
    }
}
