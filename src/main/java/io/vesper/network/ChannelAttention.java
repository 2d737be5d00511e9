package io.vesper.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import org.jspecify.annotations.Nullable;

/**
 * Channel attention with a learned gate that starts at 0, where the block is the identity.
 *
 * <p>With x as [B, C, HW]: {@code E = x x^T}, {@code A = softmax(rowmax(E) - E)} over the last axis,
 * {@code y = gamma * (A x) + x}. See <a href="https://arxiv.org/abs/1809.02983">Fu et al. 2019</a>, eq. 3-4.
 *
 * <p>Shapes: input and output [B, C, H, W].
 */
final class ChannelAttention extends AbstractBlock {
    private final Parameter gamma;

    ChannelAttention() {
        gamma = addParameter(Parameter.builder()
                .setName("gamma")
                .setType(Parameter.Type.OTHER)
                .optInitializer(Initializer.ZEROS)
                .optShape(new Shape(1))
                .build());
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        NDArray input = inputs.singletonOrThrow();
        return new NDList(attend(input, store.getValue(gamma, input.getDevice(), training)));
    }

    static NDArray attend(NDArray input, NDArray gate) {
        Shape shape = input.getShape();
        NDArray x = input.reshape(shape.get(0), shape.get(1), -1); // [B, C, H, W] -> [B, C, HW]
        NDArray energy = x.batchMatMul(x.transpose(0, 2, 1)); // [B, C, C]
        NDArray attention = energy.max(new int[] {2}, true).sub(energy).softmax(2);
        NDArray attended = attention.batchMatMul(x).reshape(shape); // [B, C, HW] -> [B, C, H, W]
        // The gate stands on the right: the product belongs to the input's manager, not to the parameter's.
        return attended.mul(gate).add(input);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        // The one parameter is this block's own, and has a fixed shape.
    }
}
