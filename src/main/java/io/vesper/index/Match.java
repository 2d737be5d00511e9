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
 */
public record Match(UUID imageId, long sequence, ImageLabels labels, float score) {
    /** Higher score first; of equal ones the older image. */
    static final Comparator<Match> RANKING =
            Comparator.comparingDouble(Match::score).reversed().thenComparingLong(Match::sequence);

    static Match of(IndexEntry entry, float score) {
        return new Match(entry.imageId(), entry.sequence(), entry.labels(), score);
    }
}
