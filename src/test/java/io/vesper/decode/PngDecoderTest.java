package io.vesper.decode;

import static io.vesper.decode.DamagedFiles.PNG_SIGNATURE;
import static io.vesper.decode.DamagedFiles.concat;
import static io.vesper.decode.DamagedFiles.insert;
import static io.vesper.decode.DamagedFiles.pngChunk;
import static io.vesper.decode.DamagedFiles.pngHeader;
import static io.vesper.decode.DamagedFiles.zlibZeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngDecoderTest {
    private static final int TWENTY_MEGABYTES = 20_000_000;

    private final byte[] file = Pictures.file("decode/png-palette-4-bit.png");
    private final int behindHeader = PNG_SIGNATURE.length + 25;

    @ParameterizedTest
    @CsvSource({
        "10000, 10000, too large (10000 x 10000 px)",
        "30000, 30000, too large (30000 x 30000 px)",
        "2147483647, 2147483647, too large (2147483647 x 2147483647 px)",
        "0, 0, too small (0 x 0 px)",
        "-2147483648, 8, too small (-2147483648 x 8 px)",
        "16, -1, too small (16 x -1 px)"
    })
    void sizeIsRefusedBeforeMemoryIsTaken(int width, int height, String reason) {
        byte[] bomb = concat(
                PNG_SIGNATURE,
                pngHeader(width, height, 16, 6),
                pngChunk("IDAT", zlibZeros(10)),
                pngChunk("IEND", new byte[0]));

        assertRefused(bomb, reason);
    }

    @Test
    void dataBeyondThePictureIsIgnored() {
        byte[] data = pngChunk("IDAT", zlibZeros(TWENTY_MEGABYTES));
        byte[] bomb = concat(PNG_SIGNATURE, pngHeader(8, 8, 8, 0), data, pngChunk("IEND", new byte[0]));

        assertThat(decode(bomb).pixels()).isEqualTo(new byte[3 * 8 * 8]);
    }

    @Test
    void compressedTextIsIgnored() {
        byte[] text = concat(new byte[] {'a', 0, 0}, zlibZeros(TWENTY_MEGABYTES));

        RgbImage image = decode(insert(file, behindHeader, pngChunk("zTXt", text)));

        Pictures.assertEqual(image, Pictures.ppm("decode/png-palette-4-bit.ppm"));
    }

    @Test
    void dataThatEndsBeforeThePictureIsRefused() {
        byte[] shortened = concat(
                PNG_SIGNATURE,
                pngHeader(8, 8, 8, 0),
                pngChunk("IDAT", zlibZeros(9 * 8 - 1)),
                pngChunk("IEND", new byte[0]));

        assertRefused(shortened, "cannot be decoded");
    }

    @Test
    void noDataIsRefused() {
        assertRefused(concat(PNG_SIGNATURE, pngHeader(8, 8, 8, 0), pngChunk("IEND", new byte[0])), "cannot be decoded");
    }

    @Test
    void wrongChecksumIsRefused() {
        byte[] flipped = file.clone();
        flipped[flipped.length - 20] ^= 1;

        assertRefused(flipped, "checksum of chunk IDAT");
    }

    @Test
    void hugeChunkIsRefused() {
        byte[] endless = insert(
                file,
                behindHeader,
                ByteBuffer.allocate(8).putInt(Integer.MAX_VALUE).array());
        byte[] negative =
                insert(file, behindHeader, ByteBuffer.allocate(8).putInt(-1).array());

        assertRefused(endless, "truncated");
        assertRefused(negative, "length above 2^31");
    }

    @Test
    void missingOrSecondHeaderIsRefused() {
        assertRefused(insert(file, PNG_SIGNATURE.length, pngChunk("tEXt", new byte[13])), "header");
        assertRefused(insert(file, behindHeader, pngHeader(30000, 30000, 8, 0)), "header");
    }

    @ParameterizedTest
    @CsvSource({"3, 0", "8, 5", "16, 3", "32, 2"})
    void impossibleFormatIsRefused(int bits, int colourType) {
        byte[] odd = concat(
                PNG_SIGNATURE,
                pngHeader(8, 8, bits, colourType),
                pngChunk("IDAT", zlibZeros(999)),
                pngChunk("IEND", new byte[0]));

        assertRefused(odd, "cannot be decoded");
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
