package io.vesper.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTest {

    /** Bars of 2 and 5 from 10 on, each 1 wide: up at 10, to 5 at 11, down at 12. */
    @Test
    void stairsGoAroundTheBars() {
        Curve curve = Curve.stairs("pairs", List.of(2.0, 5.0), i -> 10 + i);

        assertThat(curve.x()).containsExactly(10.0, 10.0, 11.0, 11.0, 12.0, 12.0);
        assertThat(curve.y()).containsExactly(0.0, 2.0, 2.0, 5.0, 5.0, 0.0);
    }

    @Test
    void valuesLieAtTheirPlaces() {
        assertThat(Curve.of("cmc", List.of(0.5, 0.75), i -> i + 1))
                .isEqualTo(new Curve("cmc", List.of(1.0, 2.0), List.of(0.5, 0.75)));
    }
}
