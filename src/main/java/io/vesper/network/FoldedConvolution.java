package io.vesper.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import io.vesper.checkpoint.TensorSource;

/** A convolution and the batch norm after it as one convolution, its weights in channels-last order. */
final class FoldedConvolution {
    private final NDArray weight;
    private final NDArray bias;
    private final Shape stride;
    private final Shape padding;

    /**
     * @param manager owner of the weights
     * @param source has both layers
     * @param names of both in it
     * @param stride in pixels
     */
    FoldedConvolution(NDManager manager, TensorSource source, LayerNames names, int stride) {
        long[] shape = source.shape(names.layer() + ".weight");
        FoldedNorm norm = FoldedNorm.of(source, names.norm());
        float[] folded = norm.scaleRows(source.values(names.layer() + ".weight"));
        weight = ChannelsLast.weights(manager, folded, shape);
        bias = manager.create(norm.shift());
        this.stride = new Shape(stride, stride);
        padding = new Shape(shape[2] / 2, shape[3] / 2);
    }

    /** Where a layer with weights and the batch norm after it are found in a checkpoint. */
    record LayerNames(String layer, String norm) {}

    NDArray apply(NDArray input) {
        return Conv2d.conv2d(input, weight, bias, stride, padding).singletonOrThrow();
    }
}
