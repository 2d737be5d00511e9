package io.vesper.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.vesper.network.BackboneArchitecture.Unit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A residual block: {@code relu(convolutions(x) + shortcut(x))}, each convolution followed by batch norm.
 *
 * <p>Shapes: input [B, C, H, W], output [B, innerChannels * expansion, H / stride, W / stride].
 */
final class ResidualBlock extends AbstractBlock {
    private final List<Conv2d> convolutions = new ArrayList<>();
    private final List<BatchNorm> norms = new ArrayList<>();
    private final @Nullable Conv2d shortcut;
    private final @Nullable BatchNorm shortcutNorm;

    /**
     * @param unit basic or bottleneck
     * @param channels inside the block
     * @param stride of the block's 3x3 convolution (the first one of a basic block)
     * @param projects whether the shortcut changes shape, and so needs a 1x1 convolution
     */
    ResidualBlock(Unit unit, int channels, int stride, boolean projects) {
        if (unit == Unit.BOTTLENECK) {
            add(channels, 1, 1);
            add(channels, 3, stride);
            add(channels * unit.expansion, 1, 1);
        } else {
            add(channels, 3, stride);
            add(channels, 3, 1);
        }
        if (projects) {
            shortcut = addChildBlock("downsample.0", Layers.convolution(channels * unit.expansion, 1, stride));
            shortcutNorm = addChildBlock("downsample.1", Layers.batchNorm());
        } else {
            shortcut = null;
            shortcutNorm = null;
        }
    }

    private void add(int channels, int kernel, int stride) {
        int number = convolutions.size() + 1;
        convolutions.add(addChildBlock("conv" + number, Layers.convolution(channels, kernel, stride)));
        norms.add(addChildBlock("bn" + number, Layers.batchNorm()));
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        NDArray input = inputs.singletonOrThrow();
        NDArray output = normalised(0, store, input, training);
        for (int i = 1; i < convolutions.size(); i++) {
            NDArray activated = Layers.relu(output);
            output = normalised(i, store, activated, training);
            activated.close();
        }
        NDArray sum = addShortcut(store, input, output, training);
        return new NDList(Layers.relu(sum));
    }

    private NDArray normalised(int i, ParameterStore store, NDArray input, boolean training) {
        NDArray convolved = Layers.apply(convolutions.get(i), store, input, training);
        return Layers.consume(norms.get(i), store, convolved, training);
    }

    private NDArray addShortcut(ParameterStore store, NDArray input, NDArray output, boolean training) {
        NDArray sum;
        if (shortcut == null || shortcutNorm == null) {
            sum = output.add(input);
        } else {
            NDArray projected = Layers.apply(shortcut, store, input, training);
            NDArray identity = Layers.consume(shortcutNorm, store, projected, training);
            sum = output.add(identity);
            identity.close();
        }
        output.close();
        return sum;
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape[] shapes = inputShapes;
        for (Conv2d convolution : convolutions) {
            shapes = convolution.getOutputShapes(shapes);
        }
        return shapes;
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        Shape[] shapes = inputShapes;
        for (int i = 0; i < convolutions.size(); i++) {
            convolutions.get(i).initialize(manager, dataType, shapes);
            shapes = convolutions.get(i).getOutputShapes(shapes);
            norms.get(i).initialize(manager, dataType, shapes);
        }
        if (shortcut != null && shortcutNorm != null) {
            shortcut.initialize(manager, dataType, inputShapes);
            shortcutNorm.initialize(manager, dataType, shapes);
        }
    }
}
