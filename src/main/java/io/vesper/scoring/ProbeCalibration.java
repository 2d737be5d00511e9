package io.vesper.scoring;

import io.vesper.person.Modality;

/** Makes a probe's cosines with gallery images of either modality comparable. */
public final class ProbeCalibration {
    private final PairCalibration[] pairs; // by the gallery image's modality

    ProbeCalibration(PairCalibration[] pairs) {
        this.pairs = pairs;
    }

    /**
     * What a cosine is worth; see {@link PairCalibration#calibrated}.
     *
     * @param gallery the gallery image's modality
     * @param cosine in [-1, 1]
     */
    public double calibrated(Modality gallery, double cosine) {
        return pairs[gallery.ordinal()].calibrated(cosine);
    }

    /** The cosine that is worth so much, up to rounding; it may lie outside [-1, 1]. */
    public double cosine(Modality gallery, double calibrated) {
        return pairs[gallery.ordinal()].cosine(calibrated);
    }
}
