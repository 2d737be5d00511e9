package io.vesper.index;

import io.vesper.scoring.ProbeCalibration;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the best matches of a scan, at most so many. */
final class TopMatches implements ScoreSink {
    private final int limit;
    private final ProbeCalibration calibration;
    private final PriorityQueue<Match> worstFirst = new PriorityQueue<>(Match.RANKING.reversed());

    /** @param limit K, ≥ 1 */
    TopMatches(int limit, ProbeCalibration calibration) {
        this.limit = limit;
        this.calibration = calibration;
    }

    @Override
    public void accept(IndexEntry entry, float score) {
        double calibrated = calibration.calibrated(entry.labels().modality(), score);
        if (worstFirst.size() < limit) {
            worstFirst.add(Match.of(entry, score, calibrated));
        } else if (isBetter(entry, calibrated, worstFirst.element())) {
            worstFirst.remove();
            worstFirst.add(Match.of(entry, score, calibrated));
        }
    }

    private static boolean isBetter(IndexEntry entry, double calibrated, Match worst) {
        return calibrated > worst.calibrated()
                || (calibrated == worst.calibrated() && entry.sequence() < worst.sequence());
    }

    /** Best first. */
    List<Match> ranked() {
        return worstFirst.stream().sorted(Match.RANKING).toList();
    }
}
