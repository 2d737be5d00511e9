package io.vesper.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** What one branch says of a batch. Without a trained bottleneck there is no representation. */
public final class BranchOutput {
    private static final int OBSERVED = 2;
    private static final int REPRESENTED = 4;

    private final NDList outputs;

    BranchOutput(NDList outputs) {
        this.outputs = outputs;
    }

    /**
     * @param observation v, shape [B, D]
     * @param observationLogits shape [B, C]
     * @param representation z, shape [B, Z]
     * @param representationLogits shape [B, C]
     */
    public BranchOutput(
            NDArray observation, NDArray observationLogits, NDArray representation, NDArray representationLogits) {
        this(new NDList(observation, observationLogits, representation, representationLogits));
    }

    /** v, the backbone's feature after the neck, shape [B, D]. */
    public NDArray observation() {
        return outputs.get(0);
    }

    /** Identity scores of v, shape [B, C]. */
    public NDArray observationLogits() {
        return outputs.get(1);
    }

    /** z, shape [B, Z]. */
    public NDArray representation() {
        return behindTheBottleneck(OBSERVED);
    }

    /** Identity scores of z, shape [B, C]. */
    public NDArray representationLogits() {
        return behindTheBottleneck(OBSERVED + 1);
    }

    /** Mean of the distribution that a stochastic bottleneck drew z from, shape [B, Z]. */
    public NDArray mean() {
        return behindTheBottleneck(REPRESENTED);
    }

    /** Standard deviation of that distribution, shape [B, Z], greater than 0. */
    public NDArray deviation() {
        return behindTheBottleneck(REPRESENTED + 1);
    }

    /** Whether the bottleneck was computed. */
    public boolean hasRepresentation() {
        return outputs.size() > OBSERVED;
    }

    /** The outputs for the first and for the second half of the batch. */
    BranchOutput[] halves() {
        NDList first = new NDList();
        NDList second = new NDList();
        for (NDArray output : outputs) {
            NDList halves = output.split(2);
            first.add(halves.get(0));
            second.add(halves.get(1));
        }
        return new BranchOutput[] {new BranchOutput(first), new BranchOutput(second)};
    }

    private NDArray behindTheBottleneck(int index) {
        if (index >= outputs.size()) {
            throw new IllegalStateException(
                    "Output %d of the branch was not computed, there are %d. Maybe the bottleneck is left out, or draws nothing."
                            .formatted(index, outputs.size()));
        }
        return outputs.get(index);
    }
}
