package io.vesper.onnx;

import io.vesper.checkpoint.TensorSource;
import io.vesper.network.BackboneArchitecture;
import io.vesper.network.BackboneArchitecture.Unit;
import io.vesper.network.EmbeddingKind;
import io.vesper.network.VisibleInput;
import io.vesper.onnx.OnnxGraph.Type;
import java.util.List;

/** The shared branch's graph, from pictures to embeddings. */
final class OnnxBranch {
    static final String IMAGE = "image";
    static final String INFRARED = "infrared";
    static final String EMBEDDING = "embedding";

    private static final String BATCH = "N";
    private static final String BRANCH = "shared.";
    private static final String ENCODER = BRANCH + "encoder.";
    private static final String MLP = BRANCH + "bottleneck.mlp.";
    /** As in training: of the normalised picture, see {@code Luminance}. */
    private static final float[] LUMINANCE = {0.2989f, 0.5870f, 0.1140f};

    private final OnnxGraph graph = new OnnxGraph();
    private final Activations activations;
    private final OnnxLayers layers;
    private final TensorSource weights;
    private final OnnxSignature signature;

    /** @param isObserved whether the values between the backbone's layers are outputs too */
    OnnxBranch(TensorSource weights, OnnxSignature signature, boolean isObserved) {
        this.weights = weights;
        this.signature = signature;
        activations = new Activations(graph, signature, isObserved);
        layers = new OnnxLayers(graph, weights, activations);
    }

    ProtoMessage model() {
        graph.input(IMAGE, Type.FLOAT, BATCH, 3, signature.height(), signature.width());
        String observation = layers.norm(layers.averagePool(maps(input())), BRANCH + "neck");
        String chosen = signature.kind() == EmbeddingKind.OBSERVATION ? observation : representation(observation);
        graph.nodeNamed(
                EMBEDDING,
                "LpNormalization",
                List.of(chosen),
                OnnxGraph.attribute("axis", 1),
                OnnxGraph.attribute("p", 2));
        graph.output(EMBEDDING, Type.FLOAT, BATCH, signature.kind().dimension(signature.architecture()));
        return graph.model(signature.description(), signature.notes());
    }

    /** What the branch sees: luminance in three channels for infrared pictures, and maybe for all. */
    private String input() {
        float[] kernel = new float[9];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = LUMINANCE[i % 3];
        }
        String luminance = graph.node("Conv", List.of(IMAGE, graph.constant("luminance", kernel, 3, 3, 1, 1)));
        if (signature.visibleInput() == VisibleInput.LUMINANCE) {
            return luminance;
        }
        graph.input(INFRARED, Type.BOOL, BATCH);
        String axes = graph.numbers("infrared.axes", 1, 2, 3);
        String byPicture = graph.node("Unsqueeze", List.of(INFRARED, axes)); // [N] -> [N, 1, 1, 1]
        return graph.node("Where", List.of(byPicture, luminance, IMAGE));
    }

    /** The first convolution, little work on three channels, and the last sum, which is averaged, stay in single precision. */
    private String maps(String input) {
        BackboneArchitecture backbone = signature.architecture().backbone();
        String map = layers.maxPool(layers.relu(layers.convolution(input, ENCODER + "conv1", ENCODER + "bn1", 2)));
        map = activations.pass(map, "pool");
        for (int stage = 0; stage < backbone.stages(); stage++) {
            if (signature.architecture().channelAttention() && stage > 0) {
                String name = "attention" + (stage + 1);
                map = activations.pass(layers.attention(map, ENCODER + name), name);
            }
            int blocks = backbone.blocksPerStage().get(stage);
            for (int i = 0; i < blocks; i++) {
                String block = "layer%d.%d".formatted(stage + 1, i);
                map = residual(map, block, i == 0 ? backbone.stride(stage) : 1);
                boolean isLast = stage == backbone.stages() - 1 && i == blocks - 1;
                map = isLast ? map : activations.pass(map, block);
            }
        }
        return map;
    }

    private String residual(String input, String block, long stride) {
        Unit unit = signature.architecture().backbone().unit();
        int last = unit == Unit.BOTTLENECK ? 3 : 2;
        int strided = unit == Unit.BOTTLENECK ? 2 : 1;
        String layer = ENCODER + block + ".";
        String map = input;
        for (int i = 1; i <= last; i++) {
            map = layers.convolution(map, layer + "conv" + i, layer + "bn" + i, i == strided ? stride : 1);
            map = activations.pass(i < last ? layers.relu(map) : map, block + ".conv" + i);
        }
        String shortcut = layer + "downsample.";
        String identity = weights.names().contains(shortcut + "0.weight")
                ? activations.pass(
                        layers.convolution(input, shortcut + "0", shortcut + "1", stride), block + ".downsample")
                : input;
        return layers.relu(graph.node("Add", List.of(map, identity)));
    }

    private String representation(String observation) {
        String first = layers.relu(layers.linear(observation, MLP + "0", MLP + "1"));
        String second = layers.relu(layers.linear(first, MLP + "3", MLP + "4"));
        // A stochastic bottleneck's means come first; its deviations matter in training only.
        return layers.linear(
                second, MLP + "6", signature.architecture().bottleneck().representation());
    }
}
