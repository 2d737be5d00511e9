package io.vesper.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    static List<String> files() throws IOException, URISyntaxException {
        URL folder = ImageDecoderTest.class.getResource("/pictures/decode");
        assertThat(folder).isNotNull();
        try (Stream<Path> paths = Files.list(Path.of(folder.toURI()))) {
            return paths.map(path -> path.getFileName().toString())
                    .filter(name -> !name.endsWith(".ppm"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyKindOfFileDecodesToPillowsPixels(String name) {
        Pictures.assertEqual(decoder.decode(Pictures.file("decode/" + name)), expected(name));
    }

    @ParameterizedTest
    @MethodSource("files")
    void bytesBehindThePictureAreIgnored(String name) {
        byte[] garbage = "\u00ff\u00d8\u00ff\u0000IDAT and so on".getBytes(StandardCharsets.ISO_8859_1);

        byte[] file = DamagedFiles.concat(Pictures.file("decode/" + name), garbage);

        Pictures.assertEqual(decoder.decode(file), expected(name));
    }

    @ParameterizedTest
    @MethodSource("files")
    void noFileCutShortIsRead(String name) {
        byte[] file = Pictures.file("decode/" + name);
        for (int length = 8; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);

            assertThatExceptionOfType(UnreadableImageException.class)
                    .as("%d of %d bytes", length, file.length)
                    .isThrownBy(() -> decoder.decode(cut))
                    .withMessageContaining("truncated");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "B",
                "GIF89a\1\0\1\0",
                "RIFF____WEBPVP8 ",
                "<svg xmlns=''/>",
                "\u0089PNG\n\u001a\n",
                "\u00ff\u00d8"
            })
    void otherFilesAreRefusedWithTheAcceptedTypes(String content) {
        byte[] file = content.getBytes(StandardCharsets.ISO_8859_1);

        assertThatExceptionOfType(UnsupportedImageTypeException.class)
                .isThrownBy(() -> decoder.decode(file))
                .withMessageContaining("must be JPEG, PNG or BMP");
    }

    @Test
    void oneDecoderServesManyThreads() {
        List<String> names = List.of("jpeg-420.jpg", "png-rgb.png", "bmp-24-bit.bmp");

        IntStream.range(0, 300)
                .parallel()
                .mapToObj(i -> names.get(i % names.size()))
                .forEach(name -> {
                    Pictures.assertEqual(decoder.decode(Pictures.file("decode/" + name)), expected(name));
                });
    }

    @Test
    void theFileIsLeftUnchanged() {
        byte[] file = Pictures.file("decode/jpeg-ycck.jpg");
        byte[] before = file.clone();

        decoder.decode(file);

        assertThat(file).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg-420.jpg", "png-rgb.png", "bmp-24-bit.bmp"})
    void limitsApplyToEveryKind(String name) {
        byte[] file = Pictures.file("decode/" + name); // 27 x 21

        Pictures.assertEqual(new ImageDecoder(new ImageLimits(27 * 21, 21, 27)).decode(file), expected(name));
        for (ImageLimits limits : List.of(
                new ImageLimits(27 * 21 - 1, 1, 27),
                new ImageLimits(27 * 21, 22, 27),
                new ImageLimits(27 * 21, 1, 26))) {
            assertThatExceptionOfType(UnreadableImageException.class)
                    .isThrownBy(() -> new ImageDecoder(limits).decode(file))
                    .withMessageContaining("27 x 21");
        }
    }

    @Test
    void limitsThatLetNoPicturePassAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ImageLimits(100, 20, 10));
    }

    @Test
    void randomBytesAsExifAreIgnored() {
        byte[] file = Pictures.file("decode/jpeg-420.jpg");
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            byte[] exif = new byte[random.nextInt(40)];
            random.nextBytes(exif);
            System.arraycopy(
                    "II*\0\10\0\0\0".getBytes(StandardCharsets.ISO_8859_1), 0, exif, 0, Math.min(8, exif.length));
            byte[] content = DamagedFiles.concat("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1), exif);

            RgbImage image = decoder.decode(DamagedFiles.insert(file, 2, DamagedFiles.jpegSegment(0xE1, content)));

            Pictures.assertEqual(image, expected("jpeg-420.jpg"));
        }
    }

    private static RgbImage expected(String name) {
        return Pictures.ppm("decode/" + name.replaceFirst("\\.\\w+$", ".ppm"));
    }
}
