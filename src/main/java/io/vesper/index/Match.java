package io.vesper.index;

import java.util.Comparator;
import java.util.UUID;

/**
 * A gallery image that resembles the probe.
 *
 * @param imageId the image
 * @param sequence its place in the order of enrolment
 * @param labels who, where, when; without attributes
 * @param score cosine in [-1, 1]
 * @param calibrated what the cosine is worth for its pair of modalities; see {@link io.vesper.scoring.PairCalibration#calibrated}
 */
public record Match(UUID imageId, long sequence, ImageLabels labels, float score, double calibrated) {
    /** Higher calibrated score first; of equal ones the older image. */
    static final Comparator<Match> RANKING =
            Comparator.comparingDouble(Match::calibrated).reversed().thenComparingLong(Match::sequence);

    static Match of(IndexEntry entry, float score, double calibrated) {
        return new Match(entry.imageId(), entry.sequence(), entry.labels(), score, calibrated);
    }
}
