package io.vesper.decode;

import static io.vesper.decode.DamagedFiles.bytes;
import static io.vesper.decode.DamagedFiles.concat;
import static io.vesper.decode.DamagedFiles.find;
import static io.vesper.decode.DamagedFiles.insert;
import static io.vesper.decode.DamagedFiles.jpegSegment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegDecoderTest {
    private static final String EXPECTED = "decode/jpeg-420.ppm";

    private final byte[] file = Pictures.file("decode/jpeg-420.jpg");
    private final int frame = find(file, (byte) 0xFF, (byte) 0xC0);
    private final int scan = find(file, (byte) 0xFF, (byte) 0xDA);

    @Test
    void missingDataInTheMiddleIsRefused() {
        byte[] gap = concat(Arrays.copyOf(file, scan + 60), bytes(0xFF, 0xD9));

        assertRefused(gap, "premature end of data segment");
    }

    @Test
    void spareBytesThatWebcamsWriteAreTolerated() {
        byte[] spare = insert(file, file.length - 2, bytes(0, 0, 0));

        Pictures.assertEqual(decode(spare), Pictures.ppm(EXPECTED));
    }

    @Test
    void garbageAndFillBytesBetweenSegmentsAreSkipped() {
        byte[] garbage = insert(file, frame, bytes(0x12, 0x34, 0xFF, 0xFF, 0xFF, 0x00, 0xFF));

        Pictures.assertEqual(decode(garbage), Pictures.ppm(EXPECTED));
    }

    @Test
    void largeSizeIsRefusedBeforeMemoryIsTaken() {
        byte[] bomb = file.clone();
        Arrays.fill(bomb, frame + 5, frame + 9, (byte) 0xFF); // 65,535 x 65,535 pixels: 12 GB

        assertRefused(bomb, "too large (65535 x 65535 px)");
    }

    @Test
    void zeroSizeIsRefused() {
        byte[] empty = file.clone();
        Arrays.fill(empty, frame + 5, frame + 9, (byte) 0);

        assertRefused(empty, "too small (0 x 0 px)");
    }

    @Test
    void aFileOfTablesAheadCannotHideALargerPicture() {
        byte[] tablesOnly = concat(bytes(0xFF, 0xD8), jpegSegment(0xDD, bytes(0, 0)), bytes(0xFF, 0xD9));

        assertRefused(concat(tablesOnly, file), "no picture data");
    }

    @Test
    void aSecondFrameIsRefused() {
        byte[] header = Arrays.copyOfRange(file, frame, frame + 19);

        assertRefused(insert(file, scan, header), "frame header");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xC3, 0xC9, 0xCA})
    void losslessAndArithmeticCodingAreRefusedByName(int process) {
        byte[] other = file.clone();
        other[frame + 1] = (byte) process;

        assertRefused(other, "only baseline and progressive Huffman coding are read");
    }

    @Test
    void twelveBitsAreRefused() {
        byte[] deep = file.clone();
        deep[frame + 4] = 12;

        assertRefused(deep, "12 bits per sample");
    }

    @Test
    void endlessScansAreRefused() {
        byte[] oneScan = Arrays.copyOfRange(file, scan, file.length - 2);
        byte[] many = Arrays.copyOf(file, file.length - 2);
        for (int i = 0; i < 100; i++) {
            many = concat(many, oneScan);
        }

        assertRefused(concat(many, bytes(0xFF, 0xD9)), "more than 100 scans");
    }

    @Test
    void verticallyHalvedChromaIsPillowsUpToInterpolation() {
        byte[] pixels = decode(Pictures.file("jpeg-440.jpg")).pixels();
        byte[] expected = Pictures.ppm("jpeg-440.ppm").pixels();

        double difference = 0;
        for (int i = 0; i < pixels.length; i++) {
            difference += Math.abs((pixels[i] & 0xFF) - (expected[i] & 0xFF));
        }
        assertThat(difference / pixels.length).isLessThan(5);
    }

    @Test
    void aProfileThatIsNoneIsIgnored() {
        byte[] profile = concat("ICC_PROFILE\0\1\1".getBytes(), new byte[200]);

        Pictures.assertEqual(decode(insert(file, 20, jpegSegment(0xE2, profile))), Pictures.ppm(EXPECTED));
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
