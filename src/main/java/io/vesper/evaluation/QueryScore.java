package io.vesper.evaluation;

/**
 * How well one query found its person.
 *
 * @param isValid whether a match was left to be found; if not, the query counts nowhere and the rest is 0
 * @param firstMatchRank 1-based
 * @param averagePrecision the mean, over the matches, of the share of matches among the images up to it; in (0, 1]
 * @param inverseNegativePenalty the number of matches divided by the rank of the last; in (0, 1]. See
 *     <a href="https://arxiv.org/abs/2001.04193">Ye et al. 2021</a>
 */
public record QueryScore(boolean isValid, int firstMatchRank, double averagePrecision, double inverseNegativePenalty) {
    static final QueryScore INVALID = new QueryScore(false, 0, 0, 0);
}
