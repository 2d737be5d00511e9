package io.vesper.index;

import io.vesper.embedding.Embedding;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.scoring.ProbeCalibration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares a probe with the mean images of people, one for each modality in which a person is seen. */
final class Centroids implements RowVisitor {
    private final ProbeVectors probe;
    private final ProbeCalibration calibration;
    private final ScoreFloor floor;
    private final Map<PersonId, Map<Modality, List<Place>>> people = new HashMap<>();

    /** @param floor which of the means count */
    Centroids(ProbeVectors probe, ProbeCalibration calibration, ScoreFloor floor) {
        this.probe = probe;
        this.calibration = calibration;
        this.floor = floor;
    }

    /** Rows are only noted, so that one mean is in memory at a time and not everybody's. */
    @Override
    public void visit(IndexChunk chunk, int row) {
        IndexEntry entry = chunk.entry(row);
        PersonId person = entry.labels().person();
        if (person != null && !probe.isItself(entry)) {
            people.computeIfAbsent(person, p -> new EnumMap<>(Modality.class))
                    .computeIfAbsent(entry.labels().modality(), m -> new ArrayList<>())
                    .add(new Place(chunk, row));
        }
    }

    /** The better of each person's that count, by the calibrated score; nobody without one. */
    Map<PersonId, PersonScore> scores() {
        Map<PersonId, PersonScore> scores = new HashMap<>();
        people.forEach((person, seen) -> seen.forEach((modality, places) -> {
            double cosine = cosine(places);
            if (floor.accepts(modality, cosine)) {
                scores.merge(person, score(modality, cosine), Centroids::better);
            }
        }));
        return scores;
    }

    private PersonScore score(Modality modality, double cosine) {
        return new PersonScore(cosine, calibration.calibrated(modality, cosine));
    }

    private static PersonScore better(PersonScore one, PersonScore other) {
        return other.calibrated() > one.calibrated() ? other : one;
    }

    /** Of the best probe with the normalised sum; 0 if the images cancel each other out. */
    private double cosine(List<Place> places) {
        float[] sum = new float[probe.embeddings().get(0).dimension()];
        places.forEach(place -> place.chunk().addTo(sum, place.row()));
        if (isZero(sum)) {
            return 0;
        }
        Embedding centroid = Embedding.normalised(sum);
        double best =
                probe.embeddings().stream().mapToDouble(centroid::cosine).max().orElseThrow();
        return Math.max(-1, Math.min(best, 1)); // rounding may exceed the cosine's range
    }

    private static boolean isZero(float[] values) {
        for (float value : values) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    private record Place(IndexChunk chunk, int row) {}
}
