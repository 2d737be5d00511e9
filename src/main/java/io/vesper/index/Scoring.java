package io.vesper.index;

import io.vesper.kernel.Kernel;
import io.vesper.person.Modality;
import io.vesper.scoring.ProbeCalibration;
import org.jspecify.annotations.Nullable;

/** What the scores of one scan are worth to one search, within their error. */
final class Scoring {
    /** Of rounding from float to double and back; far below what tells images apart. */
    private static final float ROUNDING = 2e-6f;

    private final ProbeVectors probe;
    private final ProbeCalibration calibration;
    private final ScoreFloor floor;
    private final float error;
    private final ExactScores exact;

    Scoring(Kernel kernel, ProbeVectors probe, ProbeCalibration calibration, ScoreFloor floor, ScanContext scan) {
        this.probe = probe;
        this.calibration = calibration;
        this.floor = floor;
        this.error = scan.error() == 0 ? 0 : scan.error() + ROUNDING;
        this.exact = new ExactScores(kernel, probe.vectors(), scan.snapshot());
    }

    /** A row of a scan as a candidate; null if it is no answer whatever its score. */
    @Nullable
    Candidate candidate(IndexEntry entry, int place, int key, float scanned) {
        if (probe.isItself(entry)) {
            return null;
        }
        Modality modality = entry.labels().modality();
        float score = ExactScores.withinRange(scanned);
        float margin = error;
        if (margin > 0 && !floor.accepts(modality, score - margin) && floor.accepts(modality, score + margin)) {
            score = exact.of(place);
            margin = 0;
        }
        if (!floor.accepts(modality, score - margin)) {
            return null;
        }
        return new Candidate(
                place,
                key,
                entry,
                calibration.calibrated(modality, score - margin),
                calibration.calibrated(modality, score + margin));
    }

    /** The same by its exact score. */
    Candidate exactly(Candidate candidate) {
        if (candidate.isExact()) {
            return candidate;
        }
        double calibrated = calibration.calibrated(candidate.entry().labels().modality(), exact.of(candidate.place()));
        return new Candidate(candidate.place(), candidate.key(), candidate.entry(), calibrated, calibrated);
    }

    /** A scanned score below which no image of the modality is worth more than that, nor reaches the floor. */
    float lowest(Modality modality, double calibrated) {
        double lowest = Math.max(calibration.cosine(modality, calibrated), floor.of(modality));
        return lowest <= -1 ? Float.NEGATIVE_INFINITY : (float) lowest - error - ROUNDING;
    }

    /** By how much at most a score's worth exceeds the least that it may be worth. */
    double slack() {
        double slack = 0;
        for (Modality modality : Modality.values()) {
            slack = Math.max(slack, calibration.calibrated(modality, 2 * error) - calibration.calibrated(modality, 0));
        }
        return slack;
    }

    float exact(int place) {
        return exact.of(place);
    }
}
