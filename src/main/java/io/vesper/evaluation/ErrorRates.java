package io.vesper.evaluation;

import io.vesper.embedding.OpenSet.Threshold;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often a threshold errs over many pairs of pictures. A pair is accepted as one person's if its similarity is at least the
 * threshold. The false accept rate is the share of accepted pairs among those of two people, the false reject rate that of rejected
 * ones among those of one person. Thresholds are the multiples of {@value #STEP} from -1 to 1.
 */
public final class ErrorRates {
    /** Rates for which thresholds are sought. */
    public static final List<Double> FALSE_ACCEPT_RATES = List.of(0.1, 0.01, 0.001);

    /** A rate that fewer accidents than these stand behind would say little. */
    public static final int MIN_FALSE_ACCEPTS = 10;

    /** Between two thresholds. */
    public static final double STEP = 1e-4;

    private final long[] strangersFrom;
    private final long[] matchesFrom;

    /** @param counts of at least one pair of two people and one of one person */
    ErrorRates(SimilarityCounts counts) {
        strangersFrom = counts.strangersFrom();
        matchesFrom = counts.matchesFrom();
    }

    /** How many pairs show two people. */
    public long strangers() {
        return strangersFrom[0];
    }

    /** How many pairs show one person. */
    public long matches() {
        return matchesFrom[0];
    }

    /** @param threshold in [-1, 1]; rounded to a multiple of {@value #STEP} */
    public double falseAcceptRate(double threshold) {
        return falseAcceptRate(SimilarityCounts.place(threshold));
    }

    /** @param threshold in [-1, 1]; rounded to a multiple of {@value #STEP} */
    public double falseRejectRate(double threshold) {
        return falseRejectRate(SimilarityCounts.place(threshold));
    }

    private double falseAcceptRate(int place) {
        return (double) strangersFrom[place] / strangers();
    }

    private double falseRejectRate(int place) {
        return (double) (matches() - matchesFrom[place]) / matches();
    }

    /**
     * The threshold at which both rates are nearest to each other, the lowest of several.
     *
     * @param rate the mean of the two
     */
    public record EqualError(double threshold, double rate) {}

    /** Where both errors are as frequent. */
    public EqualError equalError() {
        int nearest = 0;
        for (int place = 1; place < strangersFrom.length; place++) {
            if (difference(place) < difference(nearest)) {
                nearest = place;
            }
        }
        return new EqualError(
                SimilarityCounts.threshold(nearest), (falseAcceptRate(nearest) + falseRejectRate(nearest)) / 2);
    }

    private double difference(int place) {
        return Math.abs(falseAcceptRate(place) - falseRejectRate(place));
    }

    /** A threshold for each of {@link #FALSE_ACCEPT_RATES} that at least {@value #MIN_FALSE_ACCEPTS} false accepts stand behind. */
    public List<Threshold> thresholds() {
        List<Threshold> thresholds = new ArrayList<>();
        for (double rate : FALSE_ACCEPT_RATES) {
            Threshold threshold = threshold(rate);
            if (threshold != null) {
                thresholds.add(threshold);
            }
        }
        return thresholds;
    }

    /**
     * The lowest threshold with at most that false accept rate.
     *
     * @param rate above 0 and below 1
     * @return null if fewer than {@value #MIN_FALSE_ACCEPTS} pairs of two people reach it
     */
    public @Nullable Threshold threshold(double rate) {
        for (int place = 0; place < strangersFrom.length; place++) {
            if (strangersFrom[place] <= rate * strangers()) {
                return strangersFrom[place] < MIN_FALSE_ACCEPTS
                        ? null
                        : new Threshold(
                                rate,
                                SimilarityCounts.threshold(place),
                                falseRejectRate(place),
                                strangers(),
                                matches());
            }
        }
        return null;
    }
}
