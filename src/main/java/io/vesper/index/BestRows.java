package io.vesper.index;

import io.vesper.person.Modality;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps the best rows of a scan, at most so many of different keys; while scores are uncertain, all that may be among them. */
final class BestRows implements RowCollector<BestRows> {
    private final int limit;
    private final RowKey keys;
    private final Scoring scoring;
    private final float[] lowest = new float[Modality.values().length]; // by modality: no lower score is looked at
    private float lowestOfAll;
    private List<Candidate> candidates = new ArrayList<>();
    private int capacity;

    /** @param limit K, ≥ 1 */
    BestRows(int limit, RowKey keys, Scoring scoring) {
        this.limit = limit;
        this.keys = keys;
        this.scoring = scoring;
        this.capacity = 4 * limit + 64;
        lookAbove(Double.NEGATIVE_INFINITY);
    }

    private void lookAbove(double calibrated) {
        for (Modality modality : Modality.values()) {
            lowest[modality.ordinal()] = scoring.lowest(modality, calibrated);
        }
        lowestOfAll = Math.min(lowest[0], lowest[1]);
    }

    @Override
    public void accept(ScoredRows rows) {
        for (int i = 0; i < rows.count(); i++) {
            if (rows.score(i) >= lowestOfAll) {
                consider(rows, i);
            }
        }
    }

    private void consider(ScoredRows rows, int i) {
        IndexEntry entry = rows.labels().entry(rows.row(i));
        if (rows.score(i) < lowest[entry.labels().modality().ordinal()]) {
            return;
        }
        int place = rows.place(i);
        int key = keys.of(rows.labels(), rows.row(i), place);
        if (key == RowKey.NONE) {
            return;
        }
        Candidate candidate = scoring.candidate(entry, place, key, rows.score(i));
        if (candidate != null) {
            candidates.add(candidate);
            if (candidates.size() >= capacity) {
                prune();
            }
        }
    }

    @Override
    public void addAll(BestRows other) {
        candidates.addAll(other.candidates);
        prune();
    }

    /** Drops what cannot be among the best any more; amortised, because at least half of the room is free then. */
    private void prune() {
        candidates.sort(Candidate.BEST_FIRST);
        Map<Integer, Candidate> first = new HashMap<>(); // of each key, up to the limit
        List<Candidate> kept = new ArrayList<>();
        Candidate last = null;
        for (Candidate candidate : candidates) {
            Candidate better = first.getOrDefault(candidate.key(), last);
            if (better == null) {
                first.put(candidate.key(), candidate);
                last = first.size() == limit ? candidate : null;
                kept.add(candidate);
            } else if (candidate.mayPass(better)) {
                kept.add(candidate);
            }
        }
        candidates = kept;
        capacity = Math.max(capacity, 2 * kept.size());
        if (last != null) {
            lookAbove(last.least());
        }
    }

    /** The best, best first, by their exact scores; of equal ones the older image. */
    List<Candidate> ranked() {
        candidates.replaceAll(scoring::exactly);
        prune();
        return List.copyOf(candidates);
    }

    int size() {
        return candidates.size();
    }

    /** What makes two rows compete for one place. */
    interface RowKey {
        int NONE = Integer.MIN_VALUE;

        /** Every image stands for itself. */
        RowKey IMAGE = (labels, row, place) -> place;

        /** Images of one person compete; one of somebody not yet identified stands for itself. */
        RowKey PERSON = (labels, row, place) -> {
            int person = labels.person(row);
            return person == LabelCodes.NOBODY ? ~place : person;
        };

        /** Only images of persons not yet identified, each for itself. */
        RowKey UNIDENTIFIED = (labels, row, place) -> labels.person(row) == LabelCodes.NOBODY ? ~place : NONE;

        /** @return {@link #NONE} if the row does not compete at all */
        int of(RowLabels labels, int row, int place);
    }
}
