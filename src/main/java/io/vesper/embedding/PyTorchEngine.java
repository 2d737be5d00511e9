package io.vesper.embedding;

import ai.djl.Device;
import ai.djl.pytorch.jni.JniUtils;
import io.vesper.checkpoint.TensorSource;
import io.vesper.network.FeatureMap;
import io.vesper.network.FoldedNetwork;
import io.vesper.transform.InputSize;
import java.util.List;

/** The folded network on PyTorch. */
final class PyTorchEngine implements EmbeddingEngine {
    /** One prepares pictures while the GPU computes those of the other. */
    private static final int GPU_WORKERS = 2;

    private final InputSize size;
    private final Device device;
    private final FoldedNetwork network;

    PyTorchEngine(EmbeddingRecipe recipe, TensorSource weights, Device device) {
        this.size = recipe.inputSize();
        this.device = device;
        this.network = new FoldedNetwork(weights, recipe.architecture(), recipe.kind(), device);
    }

    @Override
    public float[][] embed(float[] images, boolean[] luminance) {
        return network.embed(images, shape(luminance.length), luminance);
    }

    @Override
    public List<FeatureMap> featureMaps(float[] images, boolean[] luminance) {
        return network.featureMaps(images, shape(luminance.length), luminance);
    }

    private long[] shape(int count) {
        return new long[] {count, 3, size.height(), size.width()};
    }

    @Override
    public String name() {
        return EngineName.PYTORCH.label();
    }

    @Override
    public String device() {
        return device.isGpu() ? device.toString() : "cpu";
    }

    @Override
    public String precision() {
        return "float32";
    }

    /** The process has one number of threads for every call, training's included, and it takes that many for each caller. */
    @Override
    public int workers() {
        return device.isGpu()
                ? GPU_WORKERS
                : Math.max(1, Runtime.getRuntime().availableProcessors() / JniUtils.getNumThreads());
    }

    @Override
    public void close() {
        network.close();
    }
}
