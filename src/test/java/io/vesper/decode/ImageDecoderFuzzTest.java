package io.vesper.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mutates files at random: what comes out is a picture within the limits, or one of the two documented exceptions. */
class ImageDecoderFuzzTest {
    private static final int MUTANTS_PER_FILE = 100;
    private static final ImageLimits LIMITS = new ImageLimits(10_000, 1, 1_000);

    private final ImageDecoder decoder = new ImageDecoder(LIMITS);

    @ParameterizedTest
    @MethodSource("io.vesper.decode.ImageDecoderTest#files")
    void mutantsAreDecodedOrRefused(String name) {
        byte[] file = Pictures.file("decode/" + name);
        Random random = new Random(name.hashCode());
        for (int i = 0; i < MUTANTS_PER_FILE; i++) {
            byte[] mutant = mutate(file, random);
            decodeOrRefuse(mutant);
            if (name.endsWith(".png")) {
                decodeOrRefuse(withRightChecksums(mutant));
            }
        }
    }

    private void decodeOrRefuse(byte[] mutant) {
        try {
            RgbImage image = decoder.decode(mutant);
            assertThat(image.width() * image.height()).isLessThanOrEqualTo(10_000);
        } catch (UnreadableImageException | UnsupportedImageTypeException e) {
            assertThat(e).hasMessageEndingWith(".");
        } catch (RuntimeException | Error e) {
            fail("The mutant " + HexFormat.of().formatHex(mutant) + " escaped.", e);
        }
    }

    private static byte[] mutate(byte[] file, Random random) {
        byte[] mutant = file.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int position = random.nextInt(mutant.length);
            switch (random.nextInt(5)) {
                case 0 -> mutant[position] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutant[position] = (byte) random.nextInt(256);
                case 2 -> mutant[position] = (byte) (random.nextBoolean() ? 0xFF : 0);
                case 3 -> mutant = cutOut(mutant, position, random.nextInt(20));
                default -> mutant = DamagedFiles.insert(mutant, position, new byte[random.nextInt(20)]);
            }
        }
        return mutant;
    }

    private static byte[] cutOut(byte[] file, int position, int length) {
        return DamagedFiles.concat(
                Arrays.copyOf(file, position),
                Arrays.copyOfRange(file, Math.min(file.length - 1, position + length), file.length));
    }

    /** Otherwise nearly all damage would end at the checksums, before the reader sees it. */
    private static byte[] withRightChecksums(byte[] mutant) {
        ByteBuffer file = ByteBuffer.wrap(mutant.clone());
        int position = DamagedFiles.PNG_SIGNATURE.length;
        while (position + 12 <= mutant.length) {
            int length = file.getInt(position);
            if (length < 0 || length > mutant.length - position - 12) {
                break;
            }
            CRC32 sum = new CRC32();
            sum.update(mutant, position + 4, 4 + length);
            file.putInt(position + 8 + length, (int) sum.getValue());
            position += 12 + length;
        }
        return file.array();
    }
}
