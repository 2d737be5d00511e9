package io.vesper.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vesper.checkpoint.TensorSource;

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

    private NDArray one(NDManager scope, NDArray colour, NDArray grey, boolean[] luminance) {
        NDArray takesGrey = scope.create(zeroOrOne(luminance, true), new Shape(luminance.length, 1, 1, 1));
        NDArray takesColour = scope.create(zeroOrOne(luminance, false), new Shape(luminance.length, 1, 1, 1));
        NDArray input = grey.mul(takesGrey).add(colour.mul(takesColour));
        NDArray observation = shared.observation(input);
        return kind == EmbeddingKind.OBSERVATION ? observation : shared.representation(observation);
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
