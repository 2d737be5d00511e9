package io.vesper.onnx;

import io.vesper.checkpoint.TensorSource;
import io.vesper.network.FoldedNorm;
import java.util.Arrays;
import java.util.List;

/** The layers of a branch as ONNX operators, with their weights; batch norms folded into the layer before. */
final class OnnxLayers {
    private final OnnxGraph graph;
    private final TensorSource weights;
    private final Activations activations;

    OnnxLayers(OnnxGraph graph, TensorSource weights, Activations activations) {
        this.graph = graph;
        this.weights = weights;
        this.activations = activations;
    }

    /** A convolution and the batch norm after it, in eight bits if its input is; [N, C, H, W] to [N, O, H / stride, W / stride]. */
    String convolution(String input, String layer, String norm, long stride) {
        FoldedNorm folded = FoldedNorm.of(weights, norm);
        long[] shape = weights.shape(layer + ".weight");
        float[] kernel = folded.scaleRows(weights.values(layer + ".weight"));
        ActivationRange range = activations.rangeOf(input);
        List<String> constants = range == null
                ? List.of(
                        graph.constant(layer + ".weight", kernel, shape),
                        graph.constant(layer + ".bias", folded.shift(), shape[0]))
                : new RoundedWeights(kernel, folded.shift(), range).addTo(graph, layer, shape);
        long padding = shape[2] / 2;
        return graph.node(
                "Conv",
                List.of(input, constants.get(0), constants.get(1)),
                OnnxGraph.attribute("kernel_shape", shape[2], shape[3]),
                OnnxGraph.attribute("strides", stride, stride),
                OnnxGraph.attribute("pads", padding, padding, padding, padding));
    }

    /** A linear layer and the batch norm after it, [N, I] to [N, O]. */
    String linear(String input, String layer, String norm) {
        FoldedNorm folded = FoldedNorm.of(weights, norm);
        return linear(
                input,
                layer,
                folded.scaleRows(weights.values(layer + ".weight")),
                folded.shiftOf(weights.values(layer + ".bias")));
    }

    /** The first rows of a linear layer, [N, I] to [N, outputs]. */
    String linear(String input, String layer, int outputs) {
        int inputs = Math.toIntExact(weights.shape(layer + ".weight")[1]);
        return linear(
                input,
                layer,
                Arrays.copyOf(weights.values(layer + ".weight"), outputs * inputs),
                Arrays.copyOf(weights.values(layer + ".bias"), outputs));
    }

    private String linear(String input, String layer, float[] matrix, float[] bias) {
        List<String> inputs = List.of(
                input,
                graph.constant(layer + ".weight", matrix, bias.length, matrix.length / bias.length),
                graph.constant(layer + ".bias", bias, bias.length));
        return graph.node("Gemm", inputs, OnnxGraph.attribute("transB", 1));
    }

    /** A batch norm by itself, [N, D]. */
    String norm(String input, String norm) {
        FoldedNorm folded = FoldedNorm.of(weights, norm);
        String scale = graph.constant(norm + ".scale", folded.scale(), folded.scale().length);
        String shift = graph.constant(norm + ".shift", folded.shift(), folded.shift().length);
        return graph.node("Add", List.of(graph.node("Mul", List.of(input, scale)), shift));
    }

    String relu(String input) {
        return graph.node("Relu", List.of(input));
    }

    String maxPool(String input) {
        return graph.node(
                "MaxPool",
                List.of(input),
                OnnxGraph.attribute("kernel_shape", 3, 3),
                OnnxGraph.attribute("strides", 2, 2),
                OnnxGraph.attribute("pads", 1, 1, 1, 1));
    }

    /** [N, C, H, W] to [N, C]. */
    String averagePool(String input) {
        return graph.node(
                "Flatten", List.of(graph.node("GlobalAveragePool", List.of(input))), OnnxGraph.attribute("axis", 1));
    }

    /** {@code gamma * (softmax(rowmax(E) - E) x) + x} with {@code E = x x^T}, x as [N, C, HW]. */
    String attention(String input, String block) {
        String flat = graph.numbers(block + ".flat", 0, 0, -1);
        String x = graph.node("Reshape", List.of(input, flat));
        String transposed = graph.node("Transpose", List.of(x), OnnxGraph.attribute("perm", 0, 2, 1));
        String energy = graph.node("MatMul", List.of(x, transposed));
        String largest = graph.node(
                "ReduceMax",
                List.of(energy),
                OnnxGraph.attribute("axes", new long[] {2}),
                OnnxGraph.attribute("keepdims", 1));
        String below = graph.node("Sub", List.of(largest, energy));
        String attention = graph.node("Softmax", List.of(below), OnnxGraph.attribute("axis", 2));
        String attended = graph.node("MatMul", List.of(attention, x));
        String shape = graph.node("Shape", List.of(input));
        String map = graph.node("Reshape", List.of(attended, shape));
        String gamma = graph.constant(block + ".gamma", weights.values(block + ".gamma"), 1);
        return graph.node("Add", List.of(graph.node("Mul", List.of(map, gamma)), input));
    }
}
