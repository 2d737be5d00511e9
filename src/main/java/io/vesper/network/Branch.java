package io.vesper.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.jspecify.annotations.Nullable;

/**
 * One branch: backbone, batch-norm neck, identity classifier on the observation v, and the information bottleneck after v.
 *
 * <p>v is the feature behind the neck, whose shift stays 0; it feeds the classifier, the metric loss and the bottleneck alike.
 *
 * <p>Shapes: input [B, 3, H, W]; outputs v [B, D], its logits [B, C], then those of the bottleneck.
 */
final class Branch extends AbstractBlock {
    private final Backbone backbone;
    private final BatchNorm neck;
    private final Linear classifier;
    private final InformationBottleneck bottleneck;
    private boolean usesBottleneck = true;

    Branch(NetworkArchitecture architecture) {
        backbone = addChildBlock("encoder", new Backbone(architecture.backbone(), architecture.channelAttention()));
        neck = addChildBlock("neck", Layers.batchNorm(false));
        classifier = addChildBlock("classifier", Layers.classifier(architecture.numIdentities()));
        bottleneck = addChildBlock("bottleneck", new InformationBottleneck(architecture));
    }

    InformationBottleneck bottleneck() {
        return bottleneck;
    }

    Backbone backbone() {
        return backbone;
    }

    /** Whether what lies behind the observation is computed. */
    void useBottleneck(boolean use) {
        usesBottleneck = use;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        NDArray feature = Layers.apply(backbone, store, inputs.singletonOrThrow(), training);
        NDArray observation = Layers.consume(neck, store, feature, training);
        NDArray logits = Layers.apply(classifier, store, observation, training);
        NDList outputs = new NDList(observation, logits);
        if (!usesBottleneck) {
            return outputs;
        }
        // The observation is not detached: the bottleneck's losses train the backbone too.
        return outputs.addAll(bottleneck.forward(store, new NDList(observation), training));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape[] observation = backbone.getOutputShapes(inputShapes);
        Shape[] representation = bottleneck.getOutputShapes(observation);
        return new Shape[] {
            observation[0], classifier.getOutputShapes(observation)[0], representation[0], representation[1]
        };
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        backbone.initialize(manager, dataType, inputShapes);
        Shape[] observation = backbone.getOutputShapes(inputShapes);
        neck.initialize(manager, dataType, observation);
        classifier.initialize(manager, dataType, observation);
        bottleneck.initialize(manager, dataType, observation);
    }
}
