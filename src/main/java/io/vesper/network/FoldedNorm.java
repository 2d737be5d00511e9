package io.vesper.network;

import io.vesper.checkpoint.TensorSource;

/**
 * Batch norm with running statistics as {@code y = scale * x + shift}, computed in double precision.
 *
 * @param scale by channel
 * @param shift by channel
 */
public record FoldedNorm(float[] scale, float[] shift) {

    /**
     * @param source has the norm's four vectors
     * @param name of the norm in it, for example {@code shared.encoder.bn1}
     */
    public static FoldedNorm of(TensorSource source, String name) {
        float[] gamma = source.values(name + ".weight");
        float[] beta = source.values(name + ".bias");
        float[] mean = source.values(name + ".running_mean");
        float[] variance = source.values(name + ".running_var");
        float[] scale = new float[gamma.length];
        float[] shift = new float[gamma.length];
        for (int i = 0; i < gamma.length; i++) {
            double factor = gamma[i] / Math.sqrt((double) variance[i] + Layers.BATCH_NORM_EPSILON);
            scale[i] = (float) factor;
            shift[i] = (float) (beta[i] - mean[i] * factor);
        }
        return new FoldedNorm(scale, shift);
    }

    /** Multiplies each output channel's weights by its scale. */
    public float[] scaleRows(float[] weights) {
        int rowLength = weights.length / scale.length;
        float[] scaled = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            scaled[i] = weights[i] * scale[i / rowLength];
        }
        return scaled;
    }

    /** The shift of a linear layer with a bias of its own. */
    public float[] shiftOf(float[] bias) {
        float[] shifted = new float[bias.length];
        for (int i = 0; i < bias.length; i++) {
            shifted[i] = bias[i] * scale[i] + shift[i];
        }
        return shifted;
    }
}
