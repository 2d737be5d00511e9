package io.vesper.transform;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Covers a random rectangle of a normalised picture: 2 to 40 % of its area, with a height of 0.3 to 3.33 times its
 * width. See <a href="https://arxiv.org/abs/1708.04896">Zhong et al. 2017</a>, algorithm 1.
 *
 * <p>As in the published training, the rectangle is filled after normalisation with the numbers of the channel means
 * (0.485 and so on), not with zero, which would be the mean colour.
 */
final class RandomErasing {
    private static final double MIN_AREA = 0.02;
    private static final double MAX_AREA = 0.4;
    private static final double MIN_ASPECT = 0.3;
    private static final int TRIES = 100;

    private final InputSize size;
    private final Normalisation normalisation;

    RandomErasing(InputSize size, Normalisation normalisation) {
        this.size = size;
        this.normalisation = normalisation;
    }

    /**
     * Draws until a rectangle fits; after 100 draws the picture stays whole.
     *
     * @param batch shape [B, 3, H, W]
     * @param offset index of the picture's first value
     */
    void erase(float[] batch, int offset, RandomGenerator random) {
        for (int i = 0; i < TRIES; i++) {
            double area = size.pixels() * random.nextDouble(MIN_AREA, MAX_AREA);
            double aspect = random.nextDouble(MIN_ASPECT, 1 / MIN_ASPECT);
            int height = (int) Math.round(Math.sqrt(area * aspect));
            int width = (int) Math.round(Math.sqrt(area / aspect));
            if (height < size.height() && width < size.width()) {
                int top = random.nextInt(size.height() - height + 1);
                int left = random.nextInt(size.width() - width + 1);
                fill(batch, offset + top * size.width() + left, height, width);
                return;
            }
        }
    }

    private void fill(float[] batch, int start, int height, int width) {
        for (int channel = 0; channel < 3; channel++) {
            for (int y = 0; y < height; y++) {
                int row = start + channel * size.pixels() + y * size.width();
                Arrays.fill(batch, row, row + width, normalisation.mean().get(channel));
            }
        }
    }
}
