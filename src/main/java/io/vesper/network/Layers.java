package io.vesper.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.initializer.NormalInitializer;

/** The layers that the network is made of, with torchvision's settings and initial weights. */
final class Layers {
    static final float BATCH_NORM_EPSILON = 1e-5f;
    /** DJL's momentum is one minus PyTorch's 0.1. */
    private static final float BATCH_NORM_MOMENTUM = 0.9f;

    private static final float CLASSIFIER_DEVIATION = 0.001f;

    private Layers() {}

    static Conv2d convolution(int channels, int kernel, int stride) {
        Conv2d convolution = Conv2d.builder()
                .setKernelShape(new Shape(kernel, kernel))
                .setFilters(channels)
                .optStride(new Shape(stride, stride))
                .optPadding(new Shape(kernel / 2, kernel / 2))
                .optBias(false)
                .build();
        convolution.setInitializer(Layers::heNormalFanOut, Parameter.Type.WEIGHT);
        return convolution;
    }

    static BatchNorm batchNorm() {
        return batchNorm(true);
    }

    /** @param shifts whether beta is learned; if not, it stays 0 */
    static BatchNorm batchNorm(boolean shifts) {
        return BatchNorm.builder()
                .optEpsilon(BATCH_NORM_EPSILON)
                .optMomentum(BATCH_NORM_MOMENTUM)
                .optCenter(shifts)
                .build();
    }

    /** Batch norm whose scale starts as N(1, 0.02), as the bottleneck's do. */
    static BatchNorm scatteredBatchNorm() {
        BatchNorm norm = batchNorm();
        norm.setInitializer((m, shape, type) -> m.randomNormal(1f, 0.02f, shape, type), Parameter.Type.GAMMA);
        return norm;
    }

    static Linear linear(int units) {
        return linear(units, Layers::heNormalFanOut);
    }

    static Linear classifier(int units) {
        return linear(units, new NormalInitializer(CLASSIFIER_DEVIATION));
    }

    private static Linear linear(int units, Initializer weights) {
        Linear linear = Linear.builder().setUnits(units).build();
        linear.setInitializer(weights, Parameter.Type.WEIGHT);
        linear.setInitializer(Initializer.ZEROS, Parameter.Type.BIAS);
        return linear;
    }

    /** N(0, 2 / fan-out): outputs times the kernel's area (He et al. 2015, eq. 14). */
    private static NDArray heNormalFanOut(NDManager manager, Shape shape, DataType type) {
        long fanOut = shape.get(0);
        for (int i = 2; i < shape.dimension(); i++) {
            fanOut *= shape.get(i);
        }
        return manager.randomNormal(0f, (float) Math.sqrt(2.0 / fanOut), shape, type);
    }

    /** Applies a block and frees its input at once: autograd keeps what the backward pass needs. */
    static NDArray consume(Block block, ParameterStore store, NDArray input, boolean training) {
        NDArray output = apply(block, store, input, training);
        input.close();
        return output;
    }

    static NDArray apply(Block block, ParameterStore store, NDArray input, boolean training) {
        return block.forward(store, new NDList(input), training).singletonOrThrow();
    }

    /** ReLU that frees its input. */
    static NDArray relu(NDArray input) {
        NDArray output = Activation.relu(input);
        input.close();
        return output;
    }
}
