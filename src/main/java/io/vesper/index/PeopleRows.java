package io.vesper.index;

import java.util.LinkedHashMap;
import java.util.Map;

/** All rows of chosen people that pass a filter, and chosen rows of persons not yet identified. */
final class PeopleRows {
    private final IndexSnapshot snapshot;
    private final RowFilter filter;
    private final boolean[] people; // by their numbers
    private final Map<Integer, IndexEntry> unidentified = new LinkedHashMap<>(); // by their places
    private boolean isAnybody;

    PeopleRows(IndexSnapshot snapshot, SearchFilter filter) {
        this.snapshot = snapshot;
        this.filter = RowFilter.of(filter, snapshot.codes().kinds());
        this.people = new boolean[snapshot.people()];
    }

    /** The person in the image, or only this image of somebody not yet identified. */
    void add(Candidate candidate) {
        int person = snapshot.chunk(candidate.place()).labels().person(Place.row(candidate.place()));
        if (person == LabelCodes.NOBODY) {
            unidentified.put(candidate.place(), candidate.entry());
        } else {
            add(person);
        }
    }

    void add(int person) {
        people[person] = true;
        isAnybody = true;
    }

    void add(MeanScores means, int limit) {
        means.mark(people, limit);
        isAnybody = true;
    }

    void forEach(Visitor visitor) {
        unidentified.forEach((place, entry) -> visitor.visit(entry, place));
        for (int chunk = 0; chunk < snapshot.chunks().size() && isAnybody; chunk++) {
            visit(chunk, snapshot.chunks().get(chunk), visitor);
        }
    }

    private void visit(int number, IndexChunk chunk, Visitor visitor) {
        RowLabels labels = chunk.labels();
        for (int row = 0; row < chunk.rows(); row++) {
            int person = labels.person(row);
            if (person >= 0 && people[person] && chunk.isPresent(row) && filter.accepts(labels, row)) {
                visitor.visit(labels.entry(row), Place.of(number, row));
            }
        }
    }

    interface Visitor {
        void visit(IndexEntry entry, int place);
    }
}
