package io.vesper.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * The cumulative matching characteristic: the share of queries whose first match is at rank k or better.
 *
 * @param shares by rank: the first is that of rank 1; each 0 to 1
 */
record Cmc(List<Double> shares) {
    /** How far the curve is kept. */
    static final int RANKS = 50;

    Cmc {
        shares = List.copyOf(shares);
    }

    /**
     * The curve up to rank {@link #RANKS}, however short the rankings are.
     *
     * @param scores of valid queries, at least one
     */
    static Cmc of(List<QueryScore> scores) {
        int[] firstMatches = new int[RANKS + 1];
        for (QueryScore score : scores) {
            if (score.firstMatchRank() <= RANKS) {
                firstMatches[score.firstMatchRank()]++;
            }
        }
        List<Double> shares = new ArrayList<>();
        int found = 0;
        for (int k = 1; k <= RANKS; k++) {
            found += firstMatches[k];
            shares.add((double) found / scores.size());
        }
        return new Cmc(shares);
    }

    /** @param k 1 to {@link #RANKS} */
    double atRank(int k) {
        return shares.get(k - 1);
    }
}
