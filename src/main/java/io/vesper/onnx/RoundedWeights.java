package io.vesper.onnx;

import io.vesper.onnx.OnnxGraph.Type;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A convolution's weights in eight bits with a scale for each output channel, and its bias in 32 bits with the scale of its products.
 *
 * <p>Levels lie in -63 to 63, seven bits: processors without VNNI add two products of an activation (up to 255) and a weight in 16
 * bits, which must not overflow. All processors then compute the same.
 */
final class RoundedWeights {
    private static final int LARGEST_LEVEL = 63;
    private static final float LARGEST_BIAS_LEVEL = 1 << 30;

    private final byte[] levels;
    private final float[] scales;
    private final int[] biasLevels;
    private final float[] biasScales;

    /**
     * @param kernel shape [O, ...], row-major
     * @param bias shape [O]
     * @param input what is convolved
     */
    RoundedWeights(float[] kernel, float[] bias, ActivationRange input) {
        levels = new byte[kernel.length];
        scales = new float[bias.length];
        biasLevels = new int[bias.length];
        biasScales = new float[bias.length];
        int rowLength = kernel.length / bias.length;
        for (int channel = 0; channel < bias.length; channel++) {
            int from = channel * rowLength;
            scales[channel] = scale(kernel, from, from + rowLength, Math.abs(bias[channel]) / input.scale());
            for (int i = from; i < from + rowLength; i++) {
                levels[i] = (byte) Math.round(kernel[i] / scales[channel]);
            }
            biasScales[channel] = scales[channel] * input.scale();
            biasLevels[channel] = Math.round(bias[channel] / biasScales[channel]);
        }
    }

    /** Fine enough for the weights, and coarse enough for the bias, also of a channel whose weights are next to nothing. */
    private static float scale(float[] kernel, int from, int to, float biasInInputSteps) {
        float largest = 0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Math.abs(kernel[i]));
        }
        float scale = Math.max(largest / LARGEST_LEVEL, biasInInputSteps / LARGEST_BIAS_LEVEL);
        return scale < Float.MIN_NORMAL ? 1 : scale;
    }

    /**
     * Adds both to a graph.
     *
     * @param layer their name
     * @param shape of the kernel
     * @return the names of kernel and bias
     */
    List<String> addTo(OnnxGraph graph, String layer, long[] shape) {
        ByteBuffer biases =
                ByteBuffer.allocate(Integer.BYTES * biasLevels.length).order(ByteOrder.LITTLE_ENDIAN);
        biases.asIntBuffer().put(biasLevels);
        return List.of(
                values(graph, layer + ".weight", graph.constant(layer + ".weight", Type.INT8, levels, shape), scales),
                values(
                        graph,
                        layer + ".bias",
                        graph.constant(layer + ".bias", Type.INT32, biases.array(), shape[0]),
                        biasScales));
    }

    private static String values(OnnxGraph graph, String name, String levels, float[] scales) {
        String scale = graph.constant(name + ".scale", scales, scales.length);
        return graph.node("DequantizeLinear", List.of(levels, scale), OnnxGraph.attribute("axis", 0L));
    }
}
