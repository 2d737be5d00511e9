package io.vesper.index;

import io.vesper.kernel.Kernel;
import java.util.List;

/**
 * The scores that answers show: each row's best cosine over the probes, computed row by row, so that they do not depend on how a row
 * was found.
 */
final class ExactScores {
    private final Kernel kernel;
    private final List<float[]> probes;
    private final IndexSnapshot snapshot;
    private final int[] offset = new int[1];
    private final float[] product = new float[1];

    ExactScores(Kernel kernel, List<float[]> probes, IndexSnapshot snapshot) {
        this.kernel = kernel;
        this.probes = probes;
        this.snapshot = snapshot;
    }

    /** In [-1, 1]. */
    float of(int place) {
        IndexChunk chunk = snapshot.chunk(place);
        offset[0] = Place.row(place) * chunk.dimension();
        float best = -1;
        for (float[] probe : probes) {
            kernel.multiply(probe, chunk.vectors(), offset, 1, product);
            best = Math.max(best, product[0]);
        }
        return withinRange(best);
    }

    /** Rounding may exceed the cosine's range. */
    static float withinRange(float score) {
        return Math.max(-1, Math.min(score, 1));
    }
}
