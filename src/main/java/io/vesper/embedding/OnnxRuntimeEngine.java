package io.vesper.embedding;

import io.vesper.network.FeatureMap;
import io.vesper.onnx.OnnxNetwork;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The shared branch on ONNX Runtime. Each call takes one thread, its caller's. */
final class OnnxRuntimeEngine implements EmbeddingEngine {
    private final OnnxNetwork network;
    private final String precision;
    private final Supplier<EmbeddingEngine> mapsOf;
    private @Nullable EmbeddingEngine opened;

    /**
     * @param mapsOf opens the same model on PyTorch, for feature maps, which the graph has no output for; called when the first map is
     *     asked for, closed with this. Until then nothing of it is in memory; afterwards the shared branch's weights in single precision
     */
    OnnxRuntimeEngine(OnnxNetwork network, String precision, Supplier<EmbeddingEngine> mapsOf) {
        this.network = network;
        this.precision = precision;
        this.mapsOf = mapsOf;
    }

    /** Where visible pictures are looked at in colour, the luminance is the infrared ones'; else the graph does not ask. */
    @Override
    public float[][] embed(float[] images, boolean[] luminance) {
        return network.embed(images, luminance);
    }

    @Override
    public List<FeatureMap> featureMaps(float[] images, boolean[] luminance) {
        return opened().featureMaps(images, luminance);
    }

    private synchronized EmbeddingEngine opened() {
        EmbeddingEngine engine = opened;
        if (engine == null) {
            engine = mapsOf.get();
            opened = engine;
        }
        return engine;
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
    public synchronized void close() {
        network.close();
        if (opened != null) {
            opened.close();
        }
    }
}
