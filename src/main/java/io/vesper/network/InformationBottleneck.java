package io.vesper.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.vesper.network.NetworkArchitecture.BottleneckWidths;
import org.jspecify.annotations.Nullable;

/**
 * The information bottleneck: an observation v becomes a representation z, and z predicts the identity, p(y|z).
 *
 * <p>{@code z = linear(relu(bn(linear(relu(bn(linear(v)))))))}, deterministic; the classifier on it is linear, batch norm, leaky
 * ReLU (0.1), dropout (0.5), linear. Paper: section 3.2, as the authors' code builds it.
 *
 * <p>Shapes: input v [B, D]; outputs z [B, Z] and its logits [B, C].
 */
final class InformationBottleneck extends AbstractBlock {
    private static final float LEAK = 0.1f;
    private static final float DROPOUT = 0.5f;

    private final Block first;
    private final Block firstNorm;
    private final Block second;
    private final Block secondNorm;
    private final Block last;
    private final Block hidden;
    private final Block hiddenNorm;
    private final Block dropout;
    private final Block classifier;

    InformationBottleneck(BottleneckWidths widths, int numIdentities) {
        first = addChildBlock("mlp.0", Layers.linear(widths.first()));
        firstNorm = addChildBlock("mlp.1", Layers.scatteredBatchNorm());
        second = addChildBlock("mlp.3", Layers.linear(widths.second()));
        secondNorm = addChildBlock("mlp.4", Layers.scatteredBatchNorm());
        last = addChildBlock("mlp.6", Layers.linear(widths.representation()));
        hidden = addChildBlock("classifier.0", Layers.classifier(widths.classifier()));
        hiddenNorm = addChildBlock("classifier.1", Layers.batchNorm());
        dropout =
                addChildBlock("classifier.3", Dropout.builder().optRate(DROPOUT).build());
        classifier = addChildBlock("classifier.4", Layers.classifier(numIdentities));
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        NDArray observation = inputs.singletonOrThrow();
        NDArray x = Layers.apply(first, store, observation, training);
        x = Layers.relu(Layers.consume(firstNorm, store, x, training));
        x = Layers.consume(second, store, x, training);
        x = Layers.relu(Layers.consume(secondNorm, store, x, training));
        NDArray representation = Layers.consume(last, store, x, training); // [B, D] -> [B, Z]
        return new NDList(representation, logits(store, representation, training));
    }

    private NDArray logits(ParameterStore store, NDArray representation, boolean training) {
        NDArray x = Layers.apply(hidden, store, representation, training);
        x = Layers.consume(hiddenNorm, store, x, training);
        NDArray activated = Activation.leakyRelu(x, LEAK);
        x.close();
        x = Layers.consume(dropout, store, activated, training);
        return Layers.consume(classifier, store, x, training); // [B, Z] -> [B, C]
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape[] representation = last.getOutputShapes(secondShapes(inputShapes));
        return new Shape[] {representation[0], classifier.getOutputShapes(hidden.getOutputShapes(representation))[0]};
    }

    private Shape[] secondShapes(Shape[] inputShapes) {
        return second.getOutputShapes(first.getOutputShapes(inputShapes));
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        Shape[] shapes = inputShapes;
        for (Block block : getChildren().values()) {
            block.initialize(manager, dataType, shapes);
            shapes = block.getOutputShapes(shapes);
        }
    }
}
