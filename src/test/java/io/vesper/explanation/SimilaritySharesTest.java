package io.vesper.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.vesper.network.FeatureMap;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SimilaritySharesTest {
    /**
     * The probe has (2, 0) above (4, 8), mean (3, 4), length 5; the match (-3, 4) above (5, 4), mean (1, 4), length √17. The cosine is
     * (3 + 16) / 5√17; the probe's places have (2, 0)·(1, 4) = 2 and (4, 8)·(1, 4) = 36 of 2 · 5√17, the match's (-3, 4)·(3, 4) = 7 and
     * (5, 4)·(3, 4) = 31.
     */
    @Test
    void twoPlacesOfTwoChannelsShareTheCosine() {
        SimilarityShares shares = SimilarityShares.of(
                new FeatureMap(2, 2, 1, new float[] {2, 4, 0, 8}), new FeatureMap(2, 2, 1, new float[] {-3, 5, 4, 4}));

        double unit = 5 * Math.sqrt(17);
        assertThat(shares.cosine()).isCloseTo(19 / unit, within(1e-12));
        assertThat(shares.probe()).hasDimensions(2, 1);
        assertThat(column(shares.probe())).containsExactly(new double[] {1 / unit, 18 / unit}, within(1e-12));
        assertThat(column(shares.match())).containsExactly(new double[] {3.5 / unit, 15.5 / unit}, within(1e-12));
    }

    /** (1, 0) and (-3, 1) against (1, 0) everywhere: the second place speaks against the first, and wins. */
    @Test
    void aPlaceMaySpeakAgainstTheLikeness() {
        SimilarityShares shares = SimilarityShares.of(
                new FeatureMap(2, 1, 2, new float[] {1, -3, 0, 1}), new FeatureMap(2, 1, 2, new float[] {1, 1, 0, 0}));

        double length = Math.sqrt(1.25); // of the mean (-1, 0.5)
        assertThat(shares.cosine()).isCloseTo(-1 / length, within(1e-12));
        assertThat(shares.probe()[0]).containsExactly(new double[] {0.5 / length, -1.5 / length}, within(1e-12));
        assertThat(shares.match()[0]).containsExactly(new double[] {-0.5 / length, -0.5 / length}, within(1e-12));
    }

    @Test
    void sharesOfBothAddUpToTheCosineWhateverTheSizes() {
        SimilarityShares shares = SimilarityShares.of(random(1, 5, 3), random(2, 4, 7));

        assertThat(shares.probe()).hasDimensions(5, 3);
        assertThat(shares.match()).hasDimensions(4, 7);
        assertThat(sum(shares.probe())).isCloseTo(shares.cosine(), within(1e-12));
        assertThat(sum(shares.match())).isCloseTo(shares.cosine(), within(1e-12));
    }

    @Test
    void mapsThatCannotBeComparedAreRefused() {
        FeatureMap zero = new FeatureMap(6, 1, 1, new float[6]);
        FeatureMap narrow = new FeatureMap(1, 1, 1, new float[] {1});
        FeatureMap broken = new FeatureMap(2, 1, 1, new float[] {Float.NaN, 1});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimilarityShares.of(zero, random(1, 1, 1)))
                .withMessageContaining("no direction");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimilarityShares.of(zero, narrow))
                .withMessageContaining("6 channels")
                .withMessageContaining("one of 1");
        assertThatIllegalArgumentException().isThrownBy(() -> SimilarityShares.of(broken, broken));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FeatureMap(2, 3, 4, new float[23]))
                .withMessageContaining("23");
    }

    private static FeatureMap random(long seed, int rows, int columns) {
        Random random = new Random(seed);
        float[] values = new float[6 * rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new FeatureMap(6, rows, columns, values);
    }

    private static double[] column(double[][] shares) {
        return Arrays.stream(shares).mapToDouble(row -> row[0]).toArray();
    }

    private static double sum(double[][] shares) {
        return Arrays.stream(shares).flatMapToDouble(Arrays::stream).sum();
    }
}
