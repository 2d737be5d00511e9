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
 * <p>{@code z = linear(relu(bn(linear(relu(bn(linear(v)))))))}, deterministic as in the authors' program; the classifier on it is linear, batch norm, leaky
 * ReLU (0.1), dropout, linear. Paper: section 3.2, as the authors' code builds it.
 *
 * <p>A stochastic bottleneck, as other methods have, ends in means and deviations instead, {@code sigma = softplus(s)}, and
 * draws {@code z = mu + sigma * noise} in training; in evaluation z is the mean. See
 * <a href="https://arxiv.org/abs/1612.00410">Alemi et al. 2017</a>, section 4.
 *
 * <p>Shapes: input v [B, D]; outputs z [B, Z], its logits [B, C], and if stochastic the means and deviations, both [B, Z].
 */
final class InformationBottleneck extends AbstractBlock {
    private static final float LEAK = 0.1f;

    private final Block first;
    private final Block firstNorm;
    private final Block second;
    private final Block secondNorm;
    private final Block last;
    private final Block hidden;
    private final Block hiddenNorm;
    private final Block classifier;
    private final BottleneckWidths widths;
    private final boolean stochastic;
    private float dropoutRate = CrossModalNetwork.DROPOUT_RATE;

    InformationBottleneck(NetworkArchitecture architecture) {
        widths = architecture.bottleneck();
        stochastic = architecture.stochasticBottleneck();
        first = addChildBlock("mlp.0", Layers.linear(widths.first()));
        firstNorm = addChildBlock("mlp.1", Layers.scatteredBatchNorm());
        second = addChildBlock("mlp.3", Layers.linear(widths.second()));
        secondNorm = addChildBlock("mlp.4", Layers.scatteredBatchNorm());
        last = addChildBlock("mlp.6", Layers.linear(architecture.bottleneckOutputs()));
        hidden = addChildBlock("classifier.0", Layers.classifier(widths.classifier()));
        hiddenNorm = addChildBlock("classifier.1", Layers.batchNorm());
        classifier = addChildBlock("classifier.4", Layers.classifier(architecture.numIdentities()));
    }

    /** Which share of the classifier's hidden units is dropped in training. */
    void useDropout(float rate) {
        dropoutRate = rate;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        NDArray observation = inputs.singletonOrThrow();
        NDArray x = Layers.apply(first, store, observation, training);
        x = Layers.relu(Layers.consume(firstNorm, store, x, training));
        x = Layers.consume(second, store, x, training);
        x = Layers.relu(Layers.consume(secondNorm, store, x, training));
        x = Layers.consume(last, store, x, training); // [B, D] -> [B, Z] or [B, 2 Z]
        return stochastic ? draw(store, x, training) : new NDList(x, logits(store, x, training));
    }

    private NDList draw(ParameterStore store, NDArray parameters, boolean training) {
        int dimension = widths.representation();
        NDList halves = parameters.split(new long[] {dimension}, 1); // [B, 2 Z] -> 2 x [B, Z]
        NDArray mean = halves.get(0);
        NDArray deviation = Activation.softPlus(halves.get(1));
        NDArray representation = mean;
        if (training) {
            NDArray noise = mean.getManager().randomNormal(mean.getShape());
            representation = mean.add(deviation.mul(noise));
        }
        return new NDList(representation, logits(store, representation, training), mean, deviation);
    }

    private NDArray logits(ParameterStore store, NDArray representation, boolean training) {
        NDArray x = Layers.apply(hidden, store, representation, training);
        x = Layers.consume(hiddenNorm, store, x, training);
        NDArray activated = Activation.leakyRelu(x, LEAK);
        x.close();
        x = Dropout.dropout(activated, dropoutRate, training).singletonOrThrow();
        return Layers.consume(classifier, store, x, training); // [B, Z] -> [B, C]
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape outputs = last.getOutputShapes(secondShapes(inputShapes))[0];
        Shape[] representation = {new Shape(outputs.get(0), widths.representation())};
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
            shapes = block == last
                    ? new Shape[] {new Shape(shapes[0].get(0), widths.representation())}
                    : block.getOutputShapes(shapes);
        }
    }
}
