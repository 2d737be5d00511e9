package io.vesper.preset;

import io.vesper.loss.LossWeights;
import io.vesper.network.EmbeddingKind;
import io.vesper.network.Routing;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The kinds of embedding that come from parts of the network that a loss looked at; the others are as random as at the start. */
public final class TrainedKinds {
    private TrainedKinds() {}

    static List<EmbeddingKind> of(LossWeights weights, Routing routing) {
        return Arrays.stream(EmbeddingKind.values())
                .filter(kind -> switch (kind) {
                    case REPRESENTATION -> weights.usesSharedBranch() && weights.usesBottleneck();
                    case OBSERVATION -> weights.usesSharedBranch();
                    case ALL ->
                        // Under split routing no specific branch has seen the other modality, which "all" sends through
                        // it.
                        weights.usesSharedBranch() && weights.usesSpecificBranches() && routing == Routing.MIXED;
                })
                .toList();
    }

    /**
     * The kinds of a published model.
     *
     * @param settings as its manifest has them
     * @return what was trained; every kind if the loss weights are not recorded, as in a model that was trained elsewhere
     * @throws IllegalArgumentException if the recorded weights are none of this program
     */
    public static List<EmbeddingKind> of(Map<String, Object> settings) {
        return settings.get("loss") instanceof Map<?, ?> loss && loss.get("weights") instanceof Map<?, ?> weights
                ? of(Presets.lossWeights(weights), routingOf(settings))
                : List.of(EmbeddingKind.values());
    }

    private static Routing routingOf(Map<String, Object> settings) {
        return settings.get("network") instanceof Map<?, ?> network && network.get("routing") instanceof String label
                ? Routing.of(label)
                : Routing.MIXED;
    }
}
