package io.vesper.loss;

import ai.djl.ndarray.NDArray;

/**
 * What one branch predicts before and after its information bottleneck. Holds tensors of one step, which belong to that
 * step's manager.
 *
 * @param observation class logits from the observation v, shape [B, C], float32: the teacher
 * @param representation class logits from the representation z, shape [B, C], float32: the student
 */
public record BranchLogits(NDArray observation, NDArray representation) {
    public BranchLogits {
        Shapes.requireSameMatrix("logits of observation and representation", observation, representation);
    }
}
