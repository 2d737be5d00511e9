package io.vesper.evaluation;

import java.util.List;

/**
 * The cumulative matching characteristic: the share of queries whose first match is at rank k or better.
 *
 * @param scores of valid queries, at least one
 */
record Cmc(List<QueryScore> scores) {

    /** @return the share at rank k, 0 to 1; defined for every k from 1, however short the rankings are */
    double atRank(int k) {
        return (double) scores.stream()
                        .filter(score -> score.firstMatchRank() <= k)
                        .count()
                / scores.size();
    }
}
