package io.vesper.index;

import io.vesper.person.PersonId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for people and kinds of rows, so that a search compares numbers and not names. Numbers are given once and never change;
 * only the one who writes the index may ask for new ones.
 */
final class LabelCodes {
    /** Of somebody not yet identified. */
    static final int NOBODY = -1;

    private final Map<PersonId, Known> people = new HashMap<>();
    private final Map<RowKind, Integer> codes = new HashMap<>();
    private volatile List<RowKind> kinds = List.of();

    int person(@Nullable PersonId person) {
        return person == null ? NOBODY : known(person).code();
    }

    private Known known(PersonId person) {
        return people.computeIfAbsent(person, id -> new Known(id, people.size()));
    }

    int kind(ImageLabels labels) {
        return codes.computeIfAbsent(RowKind.of(labels), this::next);
    }

    private int next(RowKind kind) {
        List<RowKind> more = new ArrayList<>(kinds);
        more.add(kind);
        kinds = List.copyOf(more);
        return more.size() - 1;
    }

    /** The kinds by their numbers, so far. */
    List<RowKind> kinds() {
        return kinds;
    }

    /** How many people have numbers so far: 0 and on. */
    int people() {
        return people.size();
    }

    /** The same entry with names shared among all: a million rows have few cameras, and some images of each person. */
    IndexEntry shared(IndexEntry entry) {
        ImageLabels labels = entry.labels();
        int code = kind(labels);
        RowKind kind = kinds.get(code);
        PersonId person =
                labels.person() == null ? null : known(labels.person()).id();
        if (labels.person() == person && labels.gallery() == kind.gallery() && labels.camera() == kind.camera()) {
            return entry; // read by somebody who shares names already
        }
        return new IndexEntry(
                entry.imageId(),
                entry.sequence(),
                new ImageLabels(kind.gallery(), person, kind.camera(), kind.modality(), labels.capturedAt(), Map.of()));
    }

    private record Known(PersonId id, int code) {}
}
