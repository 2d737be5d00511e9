package io.vesper.evaluation;

import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import io.vesper.protocol.RankingRule;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The gallery as one query sees it: without the ignored images, the most similar first, ties by their place in the gallery.
 *
 * @param query the image searched for
 * @param ranking the images not ignored, best first
 * @param rule what was ignored, and what a rank counts
 */
public record RankedList(PersonImage query, List<PersonImage> ranking, RankingRule rule) {

    /**
     * Ranks a gallery.
     *
     * @param gallery images in the order that settles ties
     * @param similarities of the query to each, the higher the more alike, none NaN
     */
    public static RankedList rank(
            PersonImage query, List<PersonImage> gallery, float[] similarities, RankingRule rule) {
        if (similarities.length != gallery.size()) {
            throw new IllegalArgumentException("Each of the %d gallery images needs a similarity, but there are %d."
                    .formatted(gallery.size(), similarities.length));
        }
        // A query ranks up to thousands of images in each trial, so these are sorted as numbers: distance first, then
        // place.
        long[] keys = new long[similarities.length];
        int kept = 0;
        for (int i = 0; i < keys.length; i++) {
            if (!rule.isIgnored(query, gallery.get(i))) {
                keys[kept++] = ((long) ascending(-similarities[i]) << Integer.SIZE) | i;
            }
        }
        Arrays.sort(keys, 0, kept);
        return new RankedList(
                query,
                Arrays.stream(keys, 0, kept)
                        .mapToObj(key -> gallery.get((int) key))
                        .toList(),
                rule);
    }

    /** An int that orders as the float does, -0 being 0. */
    private static int ascending(float value) {
        int bits = Float.floatToIntBits(value + 0f);
        return bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
    }

    /** Scores the ranking; it is invalid if no match is left in it. */
    public QueryScore score() {
        int matches = 0;
        int lastRank = 0;
        double precisions = 0;
        for (int rank = 1; rank <= ranking.size(); rank++) {
            if (isMatch(ranking.get(rank - 1))) {
                matches++;
                lastRank = rank;
                precisions += (double) matches / rank;
            }
        }
        return matches == 0
                ? QueryScore.INVALID
                : new QueryScore(true, firstMatchRank(), precisions / matches, (double) matches / lastRank);
    }

    private int firstMatchRank() {
        int images = 0;
        Set<PersonId> identities = new HashSet<>();
        while (!isMatch(ranking.get(images))) {
            identities.add(ranking.get(images).person());
            images++;
        }
        return 1 + (rule.countsIdentities() ? identities.size() : images);
    }

    /** Whether a picture shows the query's person. */
    public boolean isMatch(PersonImage image) {
        return image.person().equals(query.person());
    }
}
