package io.vesper.optimiser;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdamSettingsTest {
    @ParameterizedTest
    @ValueSource(floats = {-0.1f, 1, Float.NaN})
    void betasThatAverageNothingAreRefused(float beta) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AdamSettings(beta, 0.999f, 1e-8f, false))
                .withMessageContaining("beta1 (" + beta + ")");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AdamSettings(0.9f, beta, 1e-8f, false))
                .withMessageContaining("beta2 (" + beta + ")");
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -1, Float.NaN, Float.POSITIVE_INFINITY})
    void anEpsilonThatIsNotPositiveIsRefused(float epsilon) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AdamSettings(0.9f, 0.999f, epsilon, false))
                .withMessageContaining("epsilon (" + epsilon + ")");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void factorsAndDecaysOfAGroupThatAreNegativeOrNotFiniteAreRefused(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ParameterGroup(Map.of(), value, 0, false))
                .withMessageContaining("learning rate factor (" + value + ")");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ParameterGroup(Map.of(), 1, value, false))
                .withMessageContaining("weight decay (" + value + ")");
    }
}
