package io.vesper.onnx;

import io.vesper.onnx.OnnxGraph.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of the values between a graph's layers: nothing, or they are also put out, or rounded to eight bits. */
final class Activations {
    private final OnnxGraph graph;
    private final OnnxSignature signature;
    private final boolean areOutputs;
    private final Map<String, ActivationRange> rounded = new HashMap<>();

    /** @param areOutputs whether the values are outputs of the graph, by their names */
    Activations(OnnxGraph graph, OnnxSignature signature, boolean areOutputs) {
        this.graph = graph;
        this.signature = signature;
        this.areOutputs = areOutputs;
    }

    /**
     * @param tensor the values
     * @param name by which ranges are given
     * @return what the next layer takes
     */
    String pass(String tensor, String name) {
        if (areOutputs) {
            graph.nodeNamed(name, "Identity", List.of(tensor));
            graph.output(name, Type.FLOAT);
            return tensor;
        }
        return signature.ranges().isEmpty() ? tensor : round(tensor, name);
    }

    private String round(String tensor, String name) {
        ActivationRange range = signature.ranges().get(name);
        if (range == null) {
            throw new IllegalArgumentException(
                    "There is no range for the activation (%s). Maybe the ranges are another network's."
                            .formatted(name));
        }
        String scale = graph.constant(name + ".scale", new float[] {range.scale()});
        String zero = graph.constant(name + ".zero", Type.UINT8, new byte[] {(byte) range.zero()});
        String levels = graph.node("QuantizeLinear", List.of(tensor, scale, zero));
        String values = graph.node("DequantizeLinear", List.of(levels, scale, zero));
        rounded.put(values, range);
        return values;
    }

    /** The range of values that were rounded; null if these were not. */
    @Nullable
    ActivationRange rangeOf(String tensor) {
        return rounded.get(tensor);
    }
}
