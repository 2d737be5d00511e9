package io.vesper.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vesper.checkpoint.TensorSource;
import java.util.ArrayList;
import java.util.List;

/**
 * A trained network for inference, batch norm folded. Weights are fixed, so many threads may use it at once; each call owns its
 * intermediate arrays.
 *
 * <p>The shared branch looks at a visible picture in colour and at an infrared one in its luminance; the specific branches look at
 * every picture, as in training.
 */
public final class FoldedNetwork implements AutoCloseable {
    private final NDManager manager;
    private final EmbeddingKind kind;
    private final FoldedBranch shared;
    private final FoldedBranch[] specific;

    /**
     * @param source weights; the specific branches are needed for {@link EmbeddingKind#ALL} only
     * @param architecture of the weights
     * @param kind which output to compute
     * @param device where to
     */
    public FoldedNetwork(TensorSource source, NetworkArchitecture architecture, EmbeddingKind kind, Device device) {
        this.kind = kind;
        manager = NDManager.newBaseManager(device, Engine.getDefaultEngineName());
        try {
            shared = new FoldedBranch(manager, source, architecture, "shared");
            specific = kind == EmbeddingKind.ALL
                    ? new FoldedBranch[] {
                        new FoldedBranch(manager, source, architecture, "infrared"),
                        new FoldedBranch(manager, source, architecture, "visible")
                    }
                    : new FoldedBranch[0];
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /**
     * Computes embeddings, not yet normalised.
     *
     * @param images normalised pictures, shape [B, 3, H, W] row-major, B = {@code luminance.length}
     * @param shape [B, 3, H, W]
     * @param luminance for each picture whether the shared branch sees its luminance (infrared) or its colours (visible)
     * @return B vectors
     */
    public float[][] embed(float[] images, long[] shape, boolean[] luminance) {
        try (InferenceMode off = new InferenceMode();
                NDManager scope = manager.newSubManager()) {
            NDArray colour = scope.create(images, new Shape(shape));
            NDArray grey = Luminance.of(colour);
            NDArray embeddings = kind == EmbeddingKind.ALL ? all(colour, grey) : one(scope, colour, grey, luminance);
            return rows(embeddings);
        }
    }

    /**
     * Computes the shared branch's feature maps, whatever the kind of embedding.
     *
     * @param images as for {@link #embed}; few at once, as all maps are held together
     * @return B maps
     */
    public List<FeatureMap> featureMaps(float[] images, long[] shape, boolean[] luminance) {
        try (InferenceMode off = new InferenceMode();
                NDManager scope = manager.newSubManager()) {
            NDArray colour = scope.create(images, new Shape(shape));
            NDArray maps = shared.observationMap(input(scope, colour, Luminance.of(colour), luminance));
            Shape size = maps.getShape();
            List<FeatureMap> split = new ArrayList<>();
            // Flattened in the order of the shape: in memory the channels come last.
            for (float[] values : rows(maps.reshape(size.get(0), -1))) { // [B, D, H', W'] -> [B, D H' W']
                split.add(new FeatureMap((int) size.get(1), (int) size.get(2), (int) size.get(3), values));
            }
            return split;
        }
    }

    private NDArray one(NDManager scope, NDArray colour, NDArray grey, boolean[] luminance) {
        NDArray observation = shared.observation(input(scope, colour, grey, luminance));
        return kind == EmbeddingKind.OBSERVATION ? observation : shared.representation(observation);
    }

    /** Each picture as the shared branch sees it. */
    private static NDArray input(NDManager scope, NDArray colour, NDArray grey, boolean[] luminance) {
        NDArray takesGrey = scope.create(zeroOrOne(luminance, true), new Shape(luminance.length, 1, 1, 1));
        NDArray takesColour = scope.create(zeroOrOne(luminance, false), new Shape(luminance.length, 1, 1, 1));
        return grey.mul(takesGrey).add(colour.mul(takesColour));
    }

    private NDArray all(NDArray colour, NDArray grey) {
        return NDArrays.concat(
                new NDList(
                        specific[0].observation(grey),
                        shared.observation(grey),
                        specific[1].observation(colour),
                        shared.observation(colour)),
                1); // 4 x [B, D] -> [B, 4 D]
    }

    /** 1 where the flag is as wanted, else 0. */
    private static float[] zeroOrOne(boolean[] flags, boolean wanted) {
        float[] values = new float[flags.length];
        for (int i = 0; i < flags.length; i++) {
            values[i] = flags[i] == wanted ? 1 : 0;
        }
        return values;
    }

    private static float[][] rows(NDArray matrix) {
        float[] values = matrix.toFloatArray();
        int count = (int) matrix.getShape().get(0);
        float[][] rows = new float[count][values.length / count];
        for (int i = 0; i < count; i++) {
            System.arraycopy(values, i * rows[i].length, rows[i], 0, rows[i].length);
        }
        return rows;
    }

    @Override
    public void close() {
        manager.close();
    }
}
