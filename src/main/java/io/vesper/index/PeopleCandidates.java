package io.vesper.index;

import org.jspecify.annotations.Nullable;

/**
 * Keeps of a scan who may be among the best people.
 *
 * @param best best images of different people, and of persons not yet identified
 * @param means null: only best images count
 * @param images best images, whoever is in them; null: not asked for
 */
record PeopleCandidates(
        BestRows best, @Nullable MeanScores means, @Nullable BestRows images)
        implements RowCollector<PeopleCandidates> {
    @Override
    public void accept(ScoredRows rows) {
        best.accept(rows);
        if (means != null) {
            means.accept(rows);
        }
        if (images != null) {
            images.accept(rows);
        }
    }

    @Override
    public void addAll(PeopleCandidates other) {
        best.addAll(other.best);
        if (means != null && other.means != null) {
            means.addAll(other.means);
        }
        if (images != null && other.images != null) {
            images.addAll(other.images);
        }
    }
}
