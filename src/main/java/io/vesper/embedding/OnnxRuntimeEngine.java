package io.vesper.embedding;

import io.vesper.onnx.OnnxNetwork;

/** The shared branch on ONNX Runtime. Each call takes one thread, its caller's. */
final class OnnxRuntimeEngine implements EmbeddingEngine {
    private final OnnxNetwork network;
    private final String precision;

    OnnxRuntimeEngine(OnnxNetwork network, String precision) {
        this.network = network;
        this.precision = precision;
    }

    /** Where visible pictures are looked at in colour, the luminance is the infrared ones'; else the graph does not ask. */
    @Override
    public float[][] embed(float[] images, boolean[] luminance) {
        return network.embed(images, luminance);
    }

    @Override
    public String name() {
        return EngineName.ONNXRUNTIME.label();
    }

    @Override
    public String device() {
        return "cpu";
    }

    @Override
    public String precision() {
        return precision;
    }

    @Override
    public int workers() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public void close() {
        network.close();
    }
}
