package io.vesper.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExifOrientationTest {
    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "49492a0008000000 0100 1201 0300 01000000 0600 0000, QUARTER_TURN_CLOCKWISE, little-endian",
        "4d4d002a00000008 0001 0112 0003 00000001 0008 0000, QUARTER_TURN_COUNTERCLOCKWISE, big-endian",
        "49492a000a000000 ffff 0100 1201 0300 01000000 0300 0000, HALF_TURN, directory further behind",
        "49492a0008000000 ffff 1201 0300 01000000 0600 0000, QUARTER_TURN_CLOCKWISE, more entries promised than there are",
        "49492a0008000000 0100 1201 0300 01000000 0900 0000, UPRIGHT, value above 8",
        "49492a0008000000 0100 1201 0300 01000000 0000 0000, UPRIGHT, value 0",
        "49492a0008000000 0100 1201 0300 01000000 ffff 0000, UPRIGHT, value -1",
        "49492a0008000000 0100 1201 0400 01000000 0600 0000, UPRIGHT, wrong type",
        "49492a0008000000 0100 1201 0300 02000000 0600 0000, UPRIGHT, two values",
        "49492a0008000000 0100 1201 0300 01000000 0600 00, UPRIGHT, entry cut short",
        "49492a0008000000 0100, UPRIGHT, no entries",
        "49492a0008000000 01, UPRIGHT, directory cut short",
        "49492a00ffffffff 0100 1201 0300 01000000 0600 0000, UPRIGHT, directory outside",
        "49492a00, UPRIGHT, header cut short",
        "49492b0008000000 0100 1201 0300 01000000 0600 0000, UPRIGHT, not TIFF",
        "58582a0008000000 0100 1201 0300 01000000 0600 0000, UPRIGHT, no byte order"
    })
    void orientationIsFoundOrCountsAsUpright(String hex, Orientation expected, String reason) {
        byte[] exif = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThat(ExifOrientation.read(exif)).as(reason).isEqualTo(expected);
    }
}
