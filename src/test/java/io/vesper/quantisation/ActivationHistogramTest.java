package io.vesper.quantisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.vesper.onnx.ActivationRange;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ActivationHistogramTest {
    /** Bins are at most 1/2048 of the largest size wide, and a range ends at the edge of one. */
    private static final double RESOLUTION = 1 / 2048.0;

    @Test
    void withoutACutTheRangeHoldsEveryValueAndLittleMore() {
        for (double scale : new double[] {1e-6, 1, 1e6}) {
            float[] values = normal(10_000, scale);
            ActivationRange range = range(values, 0);
            float[] sorted = values.clone();
            Arrays.sort(sorted);
            double step = RESOLUTION * Math.max(-sorted[0], sorted[sorted.length - 1]);
            assertThat((double) range.low()).isLessThanOrEqualTo(sorted[0]).isCloseTo(sorted[0], within(step));
            double highest = sorted[sorted.length - 1];
            assertThat((double) range.high()).isGreaterThanOrEqualTo(highest).isCloseTo(highest, within(step));
        }
    }

    @Test
    void aCutLeavesOutSoManyValuesOnEachSide() {
        float[] values = normal(100_000, 1);
        ActivationRange range = range(values, 0.01);
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        assertThat((double) range.low()).isCloseTo(sorted[1_000], within(0.01));
        assertThat((double) range.high()).isCloseTo(sorted[99_000], within(0.01));
    }

    @Test
    void strayValuesAreCutHoweverFarTheyAreOut() {
        float[] values = normal(100_000, 1);
        values[500] = 30;
        assertThat(range(values, 1e-4).high()).isBetween(3f, 5f);
        assertThat(range(values, 0).high()).isBetween(30f, 30.1f);
    }

    /** What a rectifier lets through begins at 0, which must be a level of its own. */
    @Test
    void aRangeHolds0AtItsEnd() {
        float[] values = normal(1_000, 1);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0, values[i]);
        }
        assertThat(range(values, 0).low()).isZero();
        assertThat(range(values, 0.3).low()).isZero();
    }

    @Test
    void anActivationThatIsAlways0HasARangeToo() {
        assertThat(range(new float[10], 0)).isEqualTo(new ActivationRange(0, 1));
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> range(new float[] {1, Float.NaN}, 0))
                .withMessageContaining("NaN");
    }

    private static ActivationRange range(float[] values, double cut) {
        ActivationHistogram histogram = new ActivationHistogram();
        histogram.add(FloatBuffer.wrap(values, 0, values.length / 2).slice());
        histogram.add(FloatBuffer.wrap(values, values.length / 2, values.length - values.length / 2)
                .slice());
        return histogram.range(cut);
    }

    private static float[] normal(int count, double scale) {
        Random random = new Random(1);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (scale * random.nextGaussian());
        }
        return values;
    }
}
