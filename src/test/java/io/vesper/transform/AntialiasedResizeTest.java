package io.vesper.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.decode.Pictures;
import io.vesper.decode.RgbImage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AntialiasedResizeTest {
    static Stream<String> pillowsChecksums() {
        return new String(Pictures.file("resize.txt"), StandardCharsets.US_ASCII).lines();
    }

    @ParameterizedTest
    @MethodSource("pillowsChecksums")
    void noiseIsResizedToPillowsPixels(String line) throws NoSuchAlgorithmException {
        String[] fields = line.split(" ");
        RgbImage noise = Pictures.noise(Integer.parseInt(fields[0]), Integer.parseInt(fields[1]));

        RgbImage resized = AntialiasedResize.resize(noise, Integer.parseInt(fields[2]), Integer.parseInt(fields[3]));

        byte[] checksum = MessageDigest.getInstance("SHA-256").digest(resized.pixels());
        assertThat(HexFormat.of().formatHex(checksum)).isEqualTo(fields[4]);
    }

    @ParameterizedTest
    @CsvSource({"6, 11", "20, 40", "13, 7", "5, 29", "1, 1"})
    void sizesToLookAtHavePillowsPixels(int width, int height) {
        RgbImage image = Pictures.ppm("resize/13x29.ppm");

        Pictures.assertEqual(
                AntialiasedResize.resize(image, width, height),
                Pictures.ppm("resize/%dx%d.ppm".formatted(width, height)));
    }

    @Test
    void halvingWeighsFourPixelsOneThreeThreeOne() {
        // Output 1 has its centre at 3.0 in the input and a triangle 2 wide to each side: distances 1.5, 0.5, 0.5, 1.5.
        RgbImage row = grey(6, 1, 0, 80, 160, 80, 0, 0);

        RgbImage half = AntialiasedResize.resize(row, 3, 1);

        assertThat(half.pixels()[3]).isEqualTo((byte) ((80 + 3 * 160 + 3 * 80) / 8));
    }

    @Test
    void whiteStaysWhiteAtEverySize() {
        byte[] white = new byte[3 * 50 * 70];
        Arrays.fill(white, (byte) 255);
        for (int side = 1; side < 120; side++) {
            assertThat(AntialiasedResize.resize(new RgbImage(50, 70, white), side, 120 - side)
                            .pixels())
                    .containsOnly(255);
        }
    }

    @Test
    void theSameSizeIsTheSamePicture() {
        RgbImage image = Pictures.noise(5, 4);

        assertThat(AntialiasedResize.resize(image, 5, 4)).isSameAs(image);
    }

    private static RgbImage grey(int width, int height, int... levels) {
        byte[] pixels = new byte[3 * levels.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) levels[i / 3];
        }
        return new RgbImage(width, height, pixels);
    }
}
