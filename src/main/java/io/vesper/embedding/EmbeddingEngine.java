package io.vesper.embedding;

import io.vesper.network.FeatureMap;
import java.util.List;

/** A network on one of the engines. Safe to use from many threads at once, until it is closed. */
interface EmbeddingEngine extends AutoCloseable {
    /**
     * Computes embeddings, of any length.
     *
     * @param images normalised pictures, N of [3, H, W] one after another
     * @param luminance for each picture whether its luminance is looked at, or its colours
     * @return N vectors
     */
    float[][] embed(float[] images, boolean[] luminance);

    /**
     * Computes feature maps of the shared branch.
     *
     * @param images as for {@link #embed}; few at once
     * @return N maps
     * @throws UnsupportedOperationException if it has nothing to compute them with
     */
    List<FeatureMap> featureMaps(float[] images, boolean[] luminance);

    String name();

    String device();

    /** What it computes in: {@code float32} or {@code int8}. */
    String precision();

    /** How many callers at once make sense. */
    int workers();

    @Override
    void close();
}
