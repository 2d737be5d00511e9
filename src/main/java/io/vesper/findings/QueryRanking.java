package io.vesper.findings;

import io.vesper.evaluation.QueryScore;
import io.vesper.evaluation.RankedList;
import io.vesper.person.PersonImage;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a report keeps of one query's ranking.
 *
 * @param query the picture searched for
 * @param score how well it went
 * @param matches the 1-based places of the query's person, ascending
 * @param first the first gallery pictures, best first
 */
record QueryRanking(PersonImage query, QueryScore score, List<Integer> matches, List<PersonImage> first) {
    /** As many pictures of a ranking are shown. */
    static final int SHOWN = 10;

    static QueryRanking of(RankedList list) {
        List<PersonImage> ranking = list.ranking();
        return new QueryRanking(
                list.query(),
                list.score(),
                IntStream.rangeClosed(1, ranking.size())
                        .filter(place -> list.isMatch(ranking.get(place - 1)))
                        .boxed()
                        .toList(),
                List.copyOf(ranking.subList(0, Math.min(SHOWN, ranking.size()))));
    }

    boolean isValid() {
        return score.isValid();
    }
}
