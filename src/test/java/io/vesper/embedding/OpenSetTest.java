package io.vesper.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vesper.embedding.OpenSet.Threshold;
import io.vesper.person.ModalityPair;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenSetTest {
    private static final Threshold OFTEN = new Threshold(0.1, 0.3, 0.1, 1000, 50);
    private static final Threshold SELDOM = new Threshold(0.01, 0.5, 0.4, 1000, 50);

    private final OpenSet openSet =
            new OpenSet("set", "validation", Map.of("visible-infrared", List.of(SELDOM, OFTEN)));

    @Test
    void theHighestRateThatIsNotAboveTheGivenOneCounts() {
        assertThat(atMost(1)).isEqualTo(OFTEN);
        assertThat(atMost(0.1)).isEqualTo(OFTEN);
        assertThat(atMost(0.0999)).isEqualTo(SELDOM);
        assertThat(atMost(0.01)).isEqualTo(SELDOM);
        assertThat(atMost(0.0099)).isNull();
    }

    @Test
    void aPairThatWasNotMeasuredHasNone() {
        assertThat(openSet.of(ModalityPair.VISIBLE_VISIBLE)).isEmpty();
        assertThat(openSet.atMost(1, ModalityPair.VISIBLE_VISIBLE)).isNull();
    }

    @Test
    void whatCannotBeAThresholdIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Threshold(0, 0.3, 0.1, 10, 10))
                .withMessageContaining("(0.0)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Threshold(0.1, 1.5, 0.1, 10, 10))
                .withMessageContaining("(1.5)");
    }

    private Threshold atMost(double rate) {
        return openSet.atMost(rate, ModalityPair.VISIBLE_INFRARED);
    }
}
