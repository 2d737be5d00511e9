package io.vesper.loss;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.vesper.loss.RankedListSettings.Boundary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankedListSettingsTest {
    private static final Boundary BOUNDARY = new Boundary(2, 1);

    @ParameterizedTest
    @ValueSource(doubles = {0, -2, Double.NaN, Double.POSITIVE_INFINITY})
    void aRadiusThatIsNotPositiveIsRefused(double alpha) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Boundary(alpha, 0))
                .withMessageContaining("alpha of the ranked-list loss (" + alpha + ")");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 2.1, Double.NaN})
    void aMarginOutsideTheRadiusIsRefused(double margin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Boundary(2, margin))
                .withMessage("The margin (%s) of the ranked-list loss must be at least 0 and at most alpha (2.0)."
                        .formatted(margin));
    }

    @Test
    void weightsThatOverflowAreRefused() {
        assertThatNoException().isThrownBy(() -> new RankedListSettings(BOUNDARY, BOUNDARY, 40, true));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RankedListSettings(BOUNDARY, BOUNDARY, 41, true))
                .withMessageContaining("temperature (41.0)")
                .withMessageContaining("(82.0)");
    }

    @Test
    void aNegativeTemperatureIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RankedListSettings(BOUNDARY, BOUNDARY, -1, true))
                .withMessageContaining("temperature of the ranked-list loss (-1.0)");
    }
}
