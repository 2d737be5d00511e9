package io.vesper.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import java.util.List;

/** ResNet-50 with last stride 1 as DJL's own model zoo writes networks: of its stock blocks, nothing freed before the end. */
final class StockResNet {
    private static final int[] BLOCKS = {3, 4, 6, 3};

    private StockResNet() {}

    /** [N, 3, H, W] to [N, 2048]. */
    static Block create() {
        SequentialBlock network = new SequentialBlock()
                .add(convolution(64, 7, 2))
                .add(BatchNorm.builder().build())
                .add(Activation::relu)
                .add(Pool.maxPool2dBlock(new Shape(3, 3), new Shape(2, 2), new Shape(1, 1)));
        for (int stage = 0; stage < BLOCKS.length; stage++) {
            for (int i = 0; i < BLOCKS[stage]; i++) {
                int stride = i == 0 && (stage == 1 || stage == 2) ? 2 : 1;
                network.add(residual(64 << stage, stride, i == 0)).add(Activation::relu);
            }
        }
        return network.add(Pool.globalAvgPool2dBlock());
    }

    private static Block residual(int channels, int stride, boolean projects) {
        SequentialBlock main = new SequentialBlock()
                .add(convolution(channels, 1, 1))
                .add(BatchNorm.builder().build())
                .add(Activation::relu)
                .add(convolution(channels, 3, stride))
                .add(BatchNorm.builder().build())
                .add(Activation::relu)
                .add(convolution(4 * channels, 1, 1))
                .add(BatchNorm.builder().build());
        Block shortcut = projects
                ? new SequentialBlock()
                        .add(convolution(4 * channels, 1, stride))
                        .add(BatchNorm.builder().build())
                : Blocks.identityBlock();
        return new ParallelBlock(StockResNet::sum, List.of(main, shortcut));
    }

    private static NDList sum(List<NDList> branches) {
        NDArray sum = branches.get(0).singletonOrThrow().add(branches.get(1).singletonOrThrow());
        return new NDList(sum);
    }

    private static Block convolution(int filters, int kernel, int stride) {
        return Conv2d.builder()
                .setFilters(filters)
                .setKernelShape(new Shape(kernel, kernel))
                .optStride(new Shape(stride, stride))
                .optPadding(new Shape(kernel / 2, kernel / 2))
                .optBias(false)
                .build();
    }
}
