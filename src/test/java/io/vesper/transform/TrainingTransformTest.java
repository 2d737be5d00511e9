package io.vesper.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vesper.decode.Pictures;
import io.vesper.decode.RgbImage;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrainingTransformTest {
    private static final InputSize SIZE = new InputSize(32, 16);
    private static final ImageTransform PLAIN = new ImageTransform(SIZE, Normalisation.IMAGENET);
    private static final int SEEDS = 500;

    private final RgbImage image = Pictures.noise(16, 32);

    @Test
    void withoutAugmentationThePictureIsAsInServing() {
        assertThat(transformed(Augmentation.NONE, 1)).isEqualTo(PLAIN.apply(image));
    }

    @Test
    void equalSeedsGiveEqualPicturesInAnyOrder() {
        Augmentation all = new Augmentation(0.5, 4, 0.5, 0.5, 0.5);
        float[] first = transformed(all, 7);
        transformed(all, 8);

        assertThat(transformed(all, 7)).isEqualTo(first);
    }

    @Test
    void aCertainFlipMirrorsEachRow() {
        float[] flipped = transformed(new Augmentation(1, 0, 0, 0, 0), 3);

        float[] plain = PLAIN.apply(image);
        for (int i = 0; i < plain.length; i++) {
            int row = i / 16 * 16;
            assertThat(flipped[i]).isEqualTo(plain[row + 15 - (i - row)]);
        }
    }

    @Test
    void halfOfThePicturesAreFlipped() {
        float[] plain = PLAIN.apply(image);
        int flipped = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            flipped += Arrays.equals(transformed(Augmentation.FLIP, seed), plain) ? 0 : 1;
        }

        // Binomial with standard deviation 11; the seeds are fixed, so this cannot fail by chance.
        assertThat(flipped).isBetween(205, 295);
    }

    @Test
    void greyEqualsPillows() {
        Pictures.assertEqual(TrainingTransform.grey(Pictures.ppm("decode/jpeg-420.ppm")), Pictures.ppm("grey.ppm"));
    }

    @Test
    void aCertainGreyscaleMakesTheChannelsOneLevelBeforeNormalisation() {
        float[] grey = transformed(new Augmentation(0, 0, 0, 1, 0), 3);

        assertThat(grey).isEqualTo(PLAIN.apply(TrainingTransform.grey(image)));
    }

    @Test
    void aCertainChannelExchangePutsOneChannelInAllThreeAndDrawsEachOfThem() {
        byte[] pixels = image.pixels();
        int[] drawn = new int[3];
        for (int seed = 0; seed < SEEDS; seed++) {
            float[] exchanged = transformed(new Augmentation(0, 0, 0, 0, 1), seed);
            for (int channel = 0; channel < 3; channel++) {
                byte[] copies = new byte[pixels.length];
                for (int i = 0; i < copies.length; i++) {
                    copies[i] = pixels[i / 3 * 3 + channel];
                }
                drawn[channel] += Arrays.equals(exchanged, PLAIN.apply(new RgbImage(16, 32, copies))) ? 1 : 0;
            }
        }

        assertThat(drawn[0] + drawn[1] + drawn[2]).isEqualTo(SEEDS);
        // Binomial with standard deviation 10.5 around 167; the seeds are fixed, so this cannot fail by chance.
        assertThat(Arrays.stream(drawn).boxed()).allMatch(count -> count > 125 && count < 209);
    }

    @Test
    void shiftedPixelsComeFromTheirPlaceAndTheRestIsBlack() {
        for (int shiftX = -15; shiftX <= 15; shiftX++) {
            for (int shiftY = -31; shiftY <= 31; shiftY++) {
                RgbImage shifted = TrainingTransform.shift(image, shiftX, shiftY);
                byte[] expected = new byte[shifted.pixels().length];
                for (int i = 0; i < expected.length; i++) {
                    int x = i / 3 % 16 - shiftX;
                    int y = i / 48 - shiftY;
                    boolean isInside = x >= 0 && x < 16 && y >= 0 && y < 32;
                    expected[i] = isInside ? image.pixels()[3 * (y * 16 + x) + i % 3] : 0;
                }
                assertThat(shifted.pixels()).isEqualTo(expected);
            }
        }
    }

    @Test
    void paddingAllowsEveryPlaceWithinIt() {
        float[] marked = PLAIN.apply(dot(8, 16));
        boolean[] isSeen = new boolean[25];
        for (int seed = 0; seed < SEEDS; seed++) {
            int place = place(transformed(dot(8, 16), new Augmentation(0, 2, 0, 0, 0), seed)) - place(marked);
            int shiftY = Math.round(place / 16f);
            isSeen[(shiftY + 2) * 5 + (place - 16 * shiftY) + 2] = true;
        }

        assertThat(isSeen).containsOnly(true);
    }

    @Test
    void switchingErasingOnLeavesTheOtherChangesAlone() {
        for (int seed = 0; seed < 20; seed++) {
            float[] whole = transformed(new Augmentation(0.5, 4, 0, 0.5, 0), seed);
            float[] erased = transformed(new Augmentation(0.5, 4, 1, 0.5, 0), seed);

            for (int i = 0; i < whole.length; i++) {
                float fill = Normalisation.IMAGENET.mean().get(i / SIZE.pixels());
                assertThat(erased[i]).isIn(whole[i], fill);
            }
        }
    }

    @Test
    void paddingThatHidesThePictureIsRefused() {
        Augmentation wide = new Augmentation(0, 16, 0, 0, 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainingTransform(PLAIN, wide))
                .withMessageContaining("(16 px)");
    }

    private float[] transformed(Augmentation augmentation, long seed) {
        return transformed(image, augmentation, seed);
    }

    private static float[] transformed(RgbImage image, Augmentation augmentation, long seed) {
        float[] tensor = new float[SIZE.values()];
        new TrainingTransform(PLAIN, augmentation).writeTo(image, tensor, 0, new SplittableRandom(seed));
        return tensor;
    }

    private static RgbImage dot(int x, int y) {
        byte[] pixels = new byte[SIZE.values()];
        pixels[3 * (y * 16 + x)] = (byte) 255;
        return new RgbImage(16, 32, pixels);
    }

    private static int place(float[] tensor) {
        int brightest = 0;
        for (int i = 0; i < SIZE.pixels(); i++) {
            brightest = tensor[i] > tensor[brightest] ? i : brightest;
        }
        return brightest;
    }
}
