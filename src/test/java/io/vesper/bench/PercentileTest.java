package io.vesper.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentileTest {
    @Test
    void thatShareOfTheValuesIsNotAbove() {
        assertThat(Percentile.of(0.5, DoubleStream.of(3, 1, 2))).isEqualTo(2);
        assertThat(Percentile.of(0.5, DoubleStream.of(4, 1, 3, 2))).isEqualTo(2);
        assertThat(Percentile.of(0.99, IntStream.rangeClosed(1, 200).asDoubleStream()))
                .isEqualTo(198);
        assertThat(Percentile.of(0.99, DoubleStream.of(7))).isEqualTo(7);
        assertThat(Percentile.of(1, DoubleStream.of(5, 9, 1))).isEqualTo(9);
    }
}
