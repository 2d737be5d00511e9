package io.vesper.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ModalityPairTest {
    @Test
    void theOrderOfTheTwoMakesNoDifference() {
        assertThat(ModalityPair.of(Modality.VISIBLE, Modality.INFRARED))
                .isEqualTo(ModalityPair.of(Modality.INFRARED, Modality.VISIBLE))
                .isEqualTo(ModalityPair.VISIBLE_INFRARED);
        assertThat(ModalityPair.of(Modality.VISIBLE, Modality.VISIBLE)).isEqualTo(ModalityPair.VISIBLE_VISIBLE);
        assertThat(ModalityPair.of(Modality.INFRARED, Modality.INFRARED)).isEqualTo(ModalityPair.INFRARED_INFRARED);
    }

    @Test
    void labelsAreThoseInModelJson() {
        assertThat(Arrays.stream(ModalityPair.values()).map(ModalityPair::label))
                .containsExactly("visible-visible", "visible-infrared", "infrared-infrared");
    }
}
