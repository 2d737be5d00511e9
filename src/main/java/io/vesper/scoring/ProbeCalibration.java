package io.vesper.scoring;

import io.vesper.person.Modality;

/** Makes a probe's cosines with gallery images of either modality comparable. */
public final class ProbeCalibration {
    private final Strangers[] strangers; // by the gallery image's modality

    ProbeCalibration(Strangers[] strangers) {
        this.strangers = strangers;
    }

    /**
     * What a cosine is worth; see {@link Strangers#calibrated}.
     *
     * @param gallery the gallery image's modality
     * @param cosine in [-1, 1]
     */
    public double calibrated(Modality gallery, double cosine) {
        return strangers[gallery.ordinal()].calibrated(cosine);
    }
}
