package io.vesper.index;

import java.util.List;
import java.util.PriorityQueue;

/** Keeps the best matches of a scan, at most so many. */
final class TopMatches implements ScoreSink {
    private final int limit;
    private final PriorityQueue<Match> worstFirst = new PriorityQueue<>(Match.RANKING.reversed());

    /** @param limit K, ≥ 1 */
    TopMatches(int limit) {
        this.limit = limit;
    }

    @Override
    public void accept(IndexEntry entry, float score) {
        if (worstFirst.size() < limit) {
            worstFirst.add(Match.of(entry, score));
        } else if (isBetter(entry, score, worstFirst.element())) {
            worstFirst.remove();
            worstFirst.add(Match.of(entry, score));
        }
    }

    private static boolean isBetter(IndexEntry entry, float score, Match worst) {
        return score > worst.score() || (score == worst.score() && entry.sequence() < worst.sequence());
    }

    /** Best first. */
    List<Match> ranked() {
        return worstFirst.stream().sorted(Match.RANKING).toList();
    }
}
