package io.vesper.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossSettingsTest {
    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1, 0, 1e-300, 0.00999})
    void aTemperatureThatLeavesNoGradientIsRefused(double temperature) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Presets.settings("paper", Map.of("loss.temperature", temperature)))
                .withMessageContaining("loss.temperature (%s) must be finite and at least 0.01".formatted(temperature));
    }

    @Test
    void theColdestTemperatureIsTaken() {
        LossSettings loss =
                Presets.settings("paper", Map.of("loss.temperature", 0.01)).loss();
        assertThat(loss.temperature()).isEqualTo(0.01);
    }

    @Test
    void theLongestRampClimbs() {
        LossSettings loss = Presets.settings("paper", Map.of("loss.rampEpochs", Integer.MAX_VALUE))
                .loss();
        assertThat(loss.weightsIn(0).variational()).isPositive().isLessThan(1e-8);
    }

    @Test
    void betaClimbsOverTheRampAndThenStays() {
        LossSettings loss =
                Presets.settings("paper", Map.of("loss.rampEpochs", 3)).loss();
        double beta = loss.weights().variational();
        assertThat(List.of(0, 1, 2, 3, 4))
                .extracting(epoch -> loss.weightsIn(epoch).variational())
                .containsExactly(beta / 4, beta / 2, beta * 3 / 4, beta, beta);
    }
}
