package io.vesper.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import io.vesper.checkpoint.TensorSource;
import io.vesper.network.FoldedConvolution.LayerNames;
import java.util.Arrays;
import java.util.List;

/** One branch for inference, from image to observation v and representation z; the classifiers are left out. */
final class FoldedBranch {
    private final FoldedBackbone backbone;
    private final NDArray neckScale;
    private final NDArray neckShift;
    private final List<Layer> bottleneck;

    private record Layer(NDArray weight, NDArray bias) {
        NDArray apply(NDArray input) {
            return Linear.linear(input, weight, bias).singletonOrThrow();
        }
    }

    FoldedBranch(NDManager manager, TensorSource source, NetworkArchitecture architecture, String branch) {
        backbone = new FoldedBackbone(manager, source, architecture, branch + ".encoder.");
        FoldedNorm neck = FoldedNorm.of(source, branch + ".neck");
        neckScale = manager.create(neck.scale());
        neckShift = manager.create(neck.shift());
        String mlp = branch + ".bottleneck.mlp.";
        bottleneck = List.of(
                folded(manager, source, new LayerNames(mlp + "0", mlp + "1")),
                folded(manager, source, new LayerNames(mlp + "3", mlp + "4")),
                means(manager, source, mlp + "6", architecture.bottleneck().representation()));
    }

    private static Layer folded(NDManager manager, TensorSource source, LayerNames names) {
        FoldedNorm norm = FoldedNorm.of(source, names.norm());
        Shape shape = new Shape(source.shape(names.layer() + ".weight"));
        return new Layer(
                manager.create(norm.scaleRows(source.values(names.layer() + ".weight")), shape),
                manager.create(norm.shiftOf(source.values(names.layer() + ".bias"))));
    }

    /** The last layer; of a stochastic one the rows that yield means. */
    private static Layer means(NDManager manager, TensorSource source, String name, int dimension) {
        long inputs = source.shape(name + ".weight")[1];
        float[] weight = Arrays.copyOf(source.values(name + ".weight"), Math.toIntExact(dimension * inputs));
        float[] bias = Arrays.copyOf(source.values(name + ".bias"), dimension);
        return new Layer(manager.create(weight, new Shape(dimension, inputs)), manager.create(bias));
    }

    /**
     * @param images shape [B, 3, H, W]
     * @return v, shape [B, D]
     */
    NDArray observation(NDArray images) {
        NDArray feature = backbone.feature(images);
        feature.muli(neckScale).addi(neckShift);
        return feature;
    }

    /**
     * v before it is pooled. The neck weighs and shifts each channel alike at all places, so the mean over places is v.
     *
     * @param images shape [B, 3, H, W]
     * @return shape [B, D, H', W']
     */
    NDArray observationMap(NDArray images) {
        NDArray map = backbone.map(images);
        try (NDArray scale = neckScale.reshape(1, -1, 1, 1); // [D] -> [1, D, 1, 1]
                NDArray shift = neckShift.reshape(1, -1, 1, 1)) {
            map.muli(scale).addi(shift);
        }
        return map;
    }

    /**
     * @param observation v, shape [B, D]
     * @return z, shape [B, Z]
     */
    NDArray representation(NDArray observation) {
        NDArray first = Layers.relu(bottleneck.get(0).apply(observation));
        NDArray second = Layers.relu(bottleneck.get(1).apply(first));
        first.close();
        NDArray representation = bottleneck.get(2).apply(second);
        second.close();
        return representation;
    }
}
