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

    ExactScores(Kernel kernel, List<float[]> probes, IndexSnapshot snapshot) {
        this.kernel = kernel;
        this.probes = probes;
        this.snapshot = snapshot;
    }

    /** In [-1, 1]. */
    float of(int place) {
        IndexChunk chunk = snapshot.chunk(place);
        float best = -1;
        for (float[] probe : probes) {
            best = Math.max(best, chunk.vectors().product(kernel, probe, Place.row(place)));
        }
        return withinRange(best);
    }

    /** Rounding may exceed the cosine's range. */
    static float withinRange(float score) {
        return Math.max(-1, Math.min(score, 1));
    }
}
