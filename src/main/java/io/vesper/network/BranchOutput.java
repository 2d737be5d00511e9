package io.vesper.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * What one branch says of a batch.
 *
 * @param observation v, the backbone's feature after the neck, shape [B, D]
 * @param observationLogits identity scores of v, shape [B, C]
 * @param representation z, shape [B, Z]
 * @param representationLogits identity scores of z, shape [B, C]
 */
public record BranchOutput(
        NDArray observation, NDArray observationLogits, NDArray representation, NDArray representationLogits) {

    static BranchOutput of(NDList outputs) {
        return new BranchOutput(outputs.get(0), outputs.get(1), outputs.get(2), outputs.get(3));
    }
}
