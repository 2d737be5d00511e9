package io.vesper.evaluation;

/**
 * How many pairs of pictures have which similarity. Pairs are too many to be kept one by one: they are counted between the multiples
 * of {@link ErrorRates#STEP}, which is exact for thresholds that are such multiples.
 */
final class SimilarityCounts {
    /** Thresholds between two whole numbers. */
    private static final int STEPS = 10_000;

    private final long[] strangers = new long[2 * STEPS + 1];
    private final long[] matches = new long[2 * STEPS + 1];

    /** @param similarity a cosine; rounding may exceed its range */
    void add(float similarity, boolean isMatch) {
        int reached = (int) Math.floor((double) similarity * STEPS) + STEPS;
        int place = Math.max(0, Math.min(reached, 2 * STEPS));
        (isMatch ? matches : strangers)[place]++;
    }

    boolean hasBoth() {
        return strangersFrom()[0] > 0 && matchesFrom()[0] > 0;
    }

    /** How many pairs of two people reach each threshold. */
    long[] strangersFrom() {
        return from(strangers);
    }

    /** How many pairs of one person reach each threshold. */
    long[] matchesFrom() {
        return from(matches);
    }

    private static long[] from(long[] counts) {
        long[] sums = counts.clone();
        for (int place = sums.length - 2; place >= 0; place--) {
            sums[place] += sums[place + 1];
        }
        return sums;
    }

    /** The place of a threshold in [-1, 1], rounded. */
    static int place(double threshold) {
        if (!(threshold >= -1 && threshold <= 1)) {
            throw new IllegalArgumentException("The threshold (%s) of a cosine must be -1 to 1.".formatted(threshold));
        }
        return (int) Math.round(threshold * STEPS) + STEPS;
    }

    static double threshold(int place) {
        return (double) (place - STEPS) / STEPS;
    }
}
