package io.vesper.decode;

import static io.vesper.decode.DamagedFiles.bmpHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BmpDecoderTest {
    private static final int PIXEL_OFFSET = 10;
    private static final int HEADER_LENGTH = 14;
    private static final int RED_MASK = 54;

    @ParameterizedTest
    @CsvSource({
        "0, 0, too small (0 x 0 px)",
        "-16, 16, too small (-16 x 16 px)",
        "16, -2147483648, too small (16 x -2147483648 px)",
        "2147483647, 2147483647, too large (2147483647 x 2147483647 px)",
        "16384, 1525, truncated: it has 54 of at least 74956854 bytes"
    })
    void sizeIsRefusedBeforeMemoryIsTaken(int width, int height, String reason) {
        assertRefused(bmpHeader(width, height, 24, 0), reason);
    }

    @ParameterizedTest
    @CsvSource({"8, 1", "4, 2", "24, 4", "24, 5", "24, 3"})
    void compressedPicturesAndEmbeddedFilesAreRefused(int bits, int compression) {
        assertRefused(bmpHeader(16, 16, bits, compression), "compression " + compression);
    }

    @Test
    void impossibleDepthIsRefused() {
        assertRefused(bmpHeader(16, 16, 7, 0), "7 bits per pixel");
    }

    @Test
    void unknownHeaderIsRefused() {
        assertRefused(changed("bmp-24-bit.bmp", HEADER_LENGTH, 41), "unknown length of 41 bytes");
        assertRefused(changed("bmp-24-bit.bmp", HEADER_LENGTH, -1), "unknown length of -1 bytes");
    }

    @ParameterizedTest
    @CsvSource({"-1", "2147483647", "55"})
    void rowsOutsideTheFileAreRefused(int offset) {
        assertRefused(changed("bmp-24-bit.bmp", PIXEL_OFFSET, offset), "truncated");
    }

    @ParameterizedTest
    @CsvSource({"-2147483648", "-1", "2147483647"})
    void paletteEndsWithTheFile(int offset) {
        assertRefused(changed("bmp-grey.bmp", PIXEL_OFFSET, offset), "truncated");
        assertRefused(Arrays.copyOf(changed("bmp-grey.bmp", PIXEL_OFFSET, offset), 100), "truncated");
    }

    @Test
    void masksThatCutNothingOutAreRefused() {
        assertRefused(changed("bmp-32-bit-masks.bmp", RED_MASK, 0), "no mask of a colour channel");
        assertRefused(changed("bmp-32-bit-masks.bmp", RED_MASK, 0b101), "no mask of a colour channel");
    }

    @Test
    void indexBeyondThePaletteIsBlack() {
        byte[] file = Arrays.copyOf(bmpHeader(8, 8, 8, 0), 54 + 4 + 64);
        ByteBuffer.wrap(file)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(PIXEL_OFFSET, 58)
                .putInt(54, 0x112233);
        Arrays.fill(file, 58 + 8, file.length, (byte) 1); // only the lowest row has index 0

        byte[] pixels = decode(file).pixels();

        assertThat(pixels).startsWith(new byte[3 * 56]).endsWith(0x11, 0x22, 0x33);
    }

    private static byte[] changed(String name, int position, int value) {
        byte[] file = Pictures.file("decode/" + name);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(position, value);
        return file;
    }

    private static void assertRefused(byte[] file, String reason) {
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> decode(file))
                .withMessageContaining(reason);
    }

    private static RgbImage decode(byte[] file) {
        return new ImageDecoder(ImageLimits.DEFAULT).decode(file);
    }
}
