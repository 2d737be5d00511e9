package io.vesper.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Scanner;

/** Reference pictures of src/test/resources/pictures, made with Pillow by the script there. */
public final class Pictures {
    private Pictures() {}

    public static byte[] file(String name) {
        try (InputStream stream = Pictures.class.getResourceAsStream("/pictures/" + name)) {
            assertThat(stream).as(name).isNotNull();
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }

    /** Reads a PPM file as Pillow writes it: "P6", width and height, 255, each ending a line; then the pixels. */
    public static RgbImage ppm(String name) {
        byte[] bytes = file(name);
        Scanner header = new Scanner(new String(bytes, 0, Math.min(20, bytes.length), StandardCharsets.ISO_8859_1));
        assertThat(header.next()).isEqualTo("P6");
        int width = header.nextInt();
        int height = header.nextInt();
        return new RgbImage(width, height, Arrays.copyOfRange(bytes, bytes.length - 3 * width * height, bytes.length));
    }

    /** The same noise as the script's, from a linear congruential generator. */
    public static RgbImage noise(int width, int height) {
        byte[] pixels = new byte[3 * width * height];
        int state = 31 * width + height;
        for (int i = 0; i < pixels.length; i++) {
            state = 1103515245 * state + 12345;
            pixels[i] = (byte) (state >>> 16);
        }
        return new RgbImage(width, height, pixels);
    }

    /** A record compares arrays by identity, so pictures are compared here. */
    public static void assertEqual(RgbImage actual, RgbImage expected) {
        assertThat(actual.width()).as("width").isEqualTo(expected.width());
        assertThat(actual.height()).as("height").isEqualTo(expected.height());
        assertThat(actual.pixels()).as("pixels").isEqualTo(expected.pixels());
    }
}
