package io.vesper.index;

import java.util.Comparator;

/**
 * A row that may be among the best.
 *
 * @param place where it stands
 * @param key of rows of one key only the best counts
 * @param entry what it shows
 * @param least calibrated score that it has at least
 * @param most calibrated score that it has at most
 */
record Candidate(int place, int key, IndexEntry entry, double least, double most) {
    static final Comparator<Candidate> BEST_FIRST = Comparator.comparingDouble(Candidate::least)
            .reversed()
            .thenComparingLong(candidate -> candidate.entry().sequence());

    boolean isExact() {
        return least == most;
    }

    /** Whether it may turn out better than one that stands before it. */
    boolean mayPass(Candidate better) {
        return most >= better.least && !(isExact() && better.isExact());
    }
}
