package io.vesper.evaluation;

import io.vesper.person.Modality;
import java.util.Locale;

/**
 * How well probes of one modality find their people in a gallery of both; see {@link MixedGalleryEvaluation}.
 *
 * @param probes their modality
 * @param order by what the gallery was ranked
 * @param everyMatch where each picture of the person counts as found; rank-1 is then mostly the merit of the probe's own modality
 * @param acrossOnly as if the person had never been seen in the probe's modality, but strangers had: the person's pictures in that
 *     modality have no place in the ranking
 */
public record MixedGalleryFigures(
        Modality probes, Order order, RetrievalMetrics everyMatch, RetrievalMetrics acrossOnly) {
    /** By what a gallery is ranked. */
    public enum Order {
        /** The cosine, of whatever pair of modalities. */
        COSINE,
        /** The calibrated score, as a search answers. */
        CALIBRATED,
        /** The calibrated score, the best ordered anew by shared neighbours. */
        CALIBRATED_K_RECIPROCAL,
        /** The cosine, in a gallery of the other modality only: what strangers in the probe's own cannot spoil. */
        OTHER_MODALITY_ALONE,
        /** The same, ordered anew by shared neighbours. */
        OTHER_MODALITY_ALONE_K_RECIPROCAL;

        /** The name in words. */
        public String label() {
            return name().toLowerCase(Locale.ROOT)
                    .replace("_k_reciprocal", ", k-reciprocal")
                    .replace('_', ' ');
        }

        boolean isAlone() {
            return this == OTHER_MODALITY_ALONE || this == OTHER_MODALITY_ALONE_K_RECIPROCAL;
        }
    }
}
