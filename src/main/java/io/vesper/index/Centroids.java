package io.vesper.index;

import io.vesper.embedding.Embedding;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.scoring.ProbeCalibration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compares a probe with the mean images of people, one for each modality in which a person is seen. */
final class Centroids implements RowVisitor {
    private final ProbeVectors probe;
    private final ProbeCalibration calibration;
    private final ScoreFloor floor;
    private final Map<Integer, Map<Modality, List<Spot>>> people = new HashMap<>();
    private final Map<Integer, PersonScore> scores = new HashMap<>();

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
        int person = chunk.labels().person(row);
        if (person != LabelCodes.NOBODY && !probe.isItself(entry)) {
            people.computeIfAbsent(person, p -> new EnumMap<>(Modality.class))
                    .computeIfAbsent(entry.labels().modality(), m -> new ArrayList<>())
                    .add(new Spot(chunk, row));
        }
    }

    /** The better of each person's that count, by the calibrated score; nobody without one. */
    Map<PersonId, PersonScore> byPerson() {
        Map<PersonId, PersonScore> byPerson = new HashMap<>();
        scores().forEach((person, score) -> byPerson.put(id(person), score));
        return byPerson;
    }

    private PersonId id(int person) {
        Spot any = Objects.requireNonNull(people.get(person))
                .values()
                .iterator()
                .next()
                .get(0);
        return Objects.requireNonNull(any.chunk().entry(any.row()).labels().person());
    }

    /** People's numbers, best first, in groups of at least so many; those who score the same are in one. */
    List<List<Integer>> ranked(int size) {
        List<Integer> order = scores().keySet().stream()
                .sorted(Comparator.comparingDouble(this::calibrated).reversed())
                .toList();
        List<List<Integer>> groups = new ArrayList<>();
        for (int from = 0; from < order.size(); ) {
            int to = Math.min(from + size, order.size());
            while (to < order.size() && calibrated(order.get(to)) == calibrated(order.get(to - 1))) {
                to++;
            }
            groups.add(order.subList(from, to));
            from = to;
        }
        return groups;
    }

    private double calibrated(int person) {
        return Objects.requireNonNull(scores().get(person)).calibrated();
    }

    private Map<Integer, PersonScore> scores() {
        if (scores.isEmpty()) {
            people.forEach((person, seen) -> seen.forEach((modality, spots) -> {
                double cosine = cosine(spots);
                if (floor.accepts(modality, cosine)) {
                    scores.merge(person, score(modality, cosine), Centroids::better);
                }
            }));
        }
        return scores;
    }

    private PersonScore score(Modality modality, double cosine) {
        return new PersonScore(cosine, calibration.calibrated(modality, cosine));
    }

    private static PersonScore better(PersonScore one, PersonScore other) {
        return other.calibrated() > one.calibrated() ? other : one;
    }

    /** Of the best probe with the normalised sum; 0 if the images cancel each other out. */
    private double cosine(List<Spot> spots) {
        float[] sum = new float[probe.embeddings().get(0).dimension()];
        spots.forEach(spot -> spot.chunk().addTo(sum, spot.row()));
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

    private record Spot(IndexChunk chunk, int row) {}
}
