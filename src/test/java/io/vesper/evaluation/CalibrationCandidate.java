package io.vesper.evaluation;

/** A way of making the cosines of different pairs of modalities comparable. */
interface CalibrationCandidate {
    /**
     * Learns from a gallery.
     *
     * @param gallery the enrolled pictures' numbers; the others are unknown to it
     */
    Scores learn(CosineTable table, int[] gallery);

    /** What was learned. */
    interface Scores {
        /** The comparable scores of a probe with some pictures of the gallery. */
        double[] of(int probe, int[] images);
    }
}
