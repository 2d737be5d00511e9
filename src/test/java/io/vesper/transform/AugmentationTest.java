package io.vesper.transform;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTest {
    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, 50, Double.NaN})
    void impossibleProbabilitiesAreRefused(double probability) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Augmentation(probability, 0, 0, 0, 0))
                .withMessageContaining("flip probability (" + probability + ")");
        assertThatIllegalArgumentException().isThrownBy(() -> new Augmentation(0, 0, probability, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Augmentation(0, 0, 0, probability, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Augmentation(0, 0, 0, 0, probability));
    }

    @Test
    void negativePaddingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Augmentation(0, -1, 0, 0, 0))
                .withMessageContaining("-1 px");
    }
}
