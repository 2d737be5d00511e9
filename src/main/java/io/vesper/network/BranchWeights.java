package io.vesper.network;

import io.vesper.checkpoint.RenamedTensors;
import io.vesper.checkpoint.TensorSource;
import java.util.List;

/** Which branches a set of weights has, and the part of it that serving needs. */
public final class BranchWeights {
    /** All, in the order of a checkpoint. */
    public static final List<String> ALL = List.of("visible", "infrared", "shared");

    /** Of a model that only serves. */
    public static final List<String> SERVING = List.of("shared");

    private BranchWeights() {}

    /** The tensors that serving needs: the shared branch without its classifiers. */
    public static TensorSource serving(TensorSource whole) {
        return RenamedTensors.select(whole, name -> name.startsWith("shared.") && !name.contains(".classifier."));
    }

    /** The branches that have tensors here, in the order of {@link #ALL}. */
    public static List<String> of(TensorSource weights) {
        return ALL.stream()
                .filter(branch -> weights.names().stream().anyMatch(name -> name.startsWith(branch + ".")))
                .toList();
    }

    /**
     * Insists on the branches that a kind of embedding needs.
     *
     * @throws IllegalArgumentException if one is missing, or there are neither all nor only the shared one
     */
    public static void requireFor(EmbeddingKind kind, List<String> branches) {
        List<String> needed = kind == EmbeddingKind.ALL ? ALL : SERVING;
        if (!branches.equals(needed) && !branches.equals(ALL)) {
            throw new IllegalArgumentException(
                    "There are weights for the branches %s, but the embedding (%s) needs %s and no others, or %s."
                            .formatted(branches, kind.label(), needed, ALL));
        }
    }
}
