package io.vesper.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RandomErasingTest {
    private static final InputSize SIZE = new InputSize(64, 32);
    private static final float UNTOUCHED = -9;

    @Test
    void aRectangleWithinThePaperBoundsIsFilledWithTheMeans() {
        for (int seed = 0; seed < 1_000; seed++) {
            float[] batch = erased(SIZE, seed);
            Rectangle hole = holeOf(batch);

            double area = (double) hole.height * hole.width / SIZE.pixels();
            double aspect = (double) hole.height / hole.width;
            // A side is rounded by up to half a pixel, which matters for the shortest one of 3 px.
            assertThat(area).isBetween(0.02 * 0.8, 0.4 * 1.1);
            assertThat(aspect).isBetween(0.3 * 0.75, 1 / 0.3 * 1.25);
            assertFilled(batch, hole);
        }
    }

    @Test
    void otherPicturesOfTheBatchStayWhole() {
        float[] batch = erased(SIZE, 5);

        assertThat(Arrays.copyOf(batch, SIZE.values())).containsOnly(UNTOUCHED);
        assertThat(Arrays.copyOfRange(batch, 2 * SIZE.values(), batch.length)).containsOnly(UNTOUCHED);
    }

    @Test
    void everyPixelIsErasedAtTimes() {
        int[] times = new int[SIZE.pixels()];
        for (int seed = 0; seed < 2_000; seed++) {
            float[] batch = erased(SIZE, seed);
            for (int i = 0; i < times.length; i++) {
                times[i] += batch[SIZE.values() + i] == UNTOUCHED ? 0 : 1;
            }
        }

        assertThat(times).doesNotContain(0);
    }

    @Test
    void aPictureTooSmallForARectangleStaysWhole() {
        assertThat(erased(new InputSize(1, 1), 1)).containsOnly(UNTOUCHED);
    }

    private static float[] erased(InputSize size, long seed) {
        float[] batch = new float[3 * size.values()];
        Arrays.fill(batch, UNTOUCHED);
        new RandomErasing(size, Normalisation.IMAGENET).erase(batch, size.values(), new SplittableRandom(seed));
        return batch;
    }

    private static Rectangle holeOf(float[] batch) {
        int top = SIZE.height();
        int bottom = -1;
        int left = SIZE.width();
        int right = -1;
        for (int i = 0; i < SIZE.pixels(); i++) {
            if (batch[SIZE.values() + i] != UNTOUCHED) {
                top = Math.min(top, i / SIZE.width());
                bottom = Math.max(bottom, i / SIZE.width());
                left = Math.min(left, i % SIZE.width());
                right = Math.max(right, i % SIZE.width());
            }
        }
        return new Rectangle(top, left, bottom - top + 1, right - left + 1);
    }

    private static void assertFilled(float[] batch, Rectangle hole) {
        for (int i = 0; i < SIZE.values(); i++) {
            int y = i % SIZE.pixels() / SIZE.width() - hole.top;
            int x = i % SIZE.width() - hole.left;
            boolean isErased = y >= 0 && y < hole.height && x >= 0 && x < hole.width;
            float mean = Normalisation.IMAGENET.mean().get(i / SIZE.pixels());
            assertThat(batch[SIZE.values() + i]).isEqualTo(isErased ? mean : UNTOUCHED);
        }
    }

    private record Rectangle(int top, int left, int height, int width) {}
}
