package io.vesper.network;

import java.util.Arrays;
import java.util.Locale;

/** Which of the network's outputs is used for search. */
public enum EmbeddingKind {
    /** z of the shared branch: the default, the most compact. */
    REPRESENTATION,
    /** v of the shared branch. */
    OBSERVATION,
    /** v of the infrared, shared-infrared, visible and shared-visible passes, as the authors' code tests. */
    ALL;

    /** The name in JSON and settings: {@code representation}, {@code observation} or {@code all}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How many values an embedding of this kind has. */
    public int dimension(NetworkArchitecture architecture) {
        return switch (this) {
            case REPRESENTATION -> architecture.bottleneck().representation();
            case OBSERVATION -> architecture.backbone().featureDimension();
            case ALL -> 4 * architecture.backbone().featureDimension();
        };
    }

    /**
     * @param label one of the labels
     * @return its kind
     * @throws IllegalArgumentException if there is none
     */
    public static EmbeddingKind of(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The embedding kind (%s) is not one of representation, observation, all.".formatted(label)));
    }
}
