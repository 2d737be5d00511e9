package io.vesper.network;

import static io.vesper.network.NamedShapes.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class BranchWeightsTest {
    private static final NamedShapes WEIGHTS = NamedShapes.of(
            "shared.encoder.conv1.weight", shape(1),
            "shared.classifier.weight", shape(1),
            "shared.bottleneck.classifier.0.bias", shape(1),
            "visible.encoder.conv1.weight", shape(1));

    @Test
    void servingNeedsTheSharedBranchWithoutItsClassifiers() {
        assertThat(BranchWeights.serving(WEIGHTS).names()).containsExactly("shared.encoder.conv1.weight");
        assertThat(BranchWeights.of(WEIGHTS)).containsExactly("visible", "shared");
    }

    @Test
    void anEmbeddingNeedsItsBranches() {
        BranchWeights.requireFor(EmbeddingKind.OBSERVATION, BranchWeights.SERVING);
        BranchWeights.requireFor(EmbeddingKind.REPRESENTATION, BranchWeights.ALL);
        BranchWeights.requireFor(EmbeddingKind.ALL, BranchWeights.ALL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BranchWeights.requireFor(EmbeddingKind.ALL, BranchWeights.SERVING))
                .withMessageContaining("[shared], but the embedding (all) needs [visible, infrared, shared]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BranchWeights.requireFor(EmbeddingKind.OBSERVATION, List.of("visible", "shared")))
                .withMessageContaining("[visible, shared]");
    }
}
