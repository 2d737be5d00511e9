package io.vesper.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Float16Test {
    private static final int INFINITY = 0x7c00;

    @Test
    void knownHalvesAreRead() {
        assertThat(Float16.toFloat((short) 0x3c00)).isEqualTo(1);
        assertThat(Float16.toFloat((short) 0xc000)).isEqualTo(-2);
        assertThat(Float16.toFloat((short) 0x7bff)).isEqualTo(65504).isEqualTo(Float16.MAX);
        assertThat(Float16.toFloat((short) 0x3555)).isEqualTo(0.33325195f);
        assertThat(Float16.toFloat((short) 0x0001)).isEqualTo(5.9604645e-8f);
        assertThat(Float16.toFloat((short) 0xfc00)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(Float16.toFloat((short) 0x7e00)).isNaN();
        assertThat(Float16.toFloat((short) 0x8000)).isEqualTo(-0f);
    }

    @Test
    void everyHalfIsWrittenAsItWasRead() {
        for (int half = 0; half <= 0xffff; half++) {
            float value = Float16.toFloat((short) half);
            if (Float.isNaN(value)) {
                assertThat(Float16.toFloat(Float16.of(value))).isNaN();
            } else {
                assertThat(Float16.of(value)).isEqualTo((short) half);
            }
        }
    }

    @Test
    void whatLiesBetweenTwoHalvesGoesToTheNearerAndAtTheMiddleToTheEvenOne() {
        for (int half = 0; half < INFINITY - 1; half++) {
            float low = Float16.toFloat((short) half);
            float high = Float16.toFloat((short) (half + 1));
            float middle = (low + high) / 2; // exact: a float has 13 bits more
            assertThat(Float16.of(middle)).isEqualTo((short) (half + half % 2));
            assertThat(Float16.of(Math.nextDown(middle))).isEqualTo((short) half);
            assertThat(Float16.of(-Math.nextUp(middle))).isEqualTo((short) (0x8000 | half + 1));
        }
    }

    @Test
    void whatIsTooLargeBecomesInfiniteAndWhatIsTooSmallZero() {
        assertThat(Float16.of(65519)).isEqualTo((short) 0x7bff);
        assertThat(Float16.of(65520)).isEqualTo((short) INFINITY);
        assertThat(Float16.of(Float.NEGATIVE_INFINITY)).isEqualTo((short) 0xfc00);
        assertThat(Float16.of(Float.MAX_VALUE)).isEqualTo((short) INFINITY);
        assertThat(Float16.of(2.9e-8f)).isZero();
    }
}
