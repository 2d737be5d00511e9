package io.vesper.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The measures of a ranking that the literature reports, each from 0 to 1. As {@link #standardDeviation} gives them, they are
 * spreads.
 *
 * @param cmc the share of valid queries whose first match is at rank k or better, from k = 1 to 50; beyond the size of the
 *     gallery it stays level
 * @param meanAveragePrecision mean over the valid queries
 * @param meanInverseNegativePenalty mean over the valid queries
 */
public record RetrievalMetrics(List<Double> cmc, double meanAveragePrecision, double meanInverseNegativePenalty) {
    private static final List<Integer> REPORTED_RANKS = List.of(1, 5, 10, 20);

    public RetrievalMetrics {
        cmc = List.copyOf(cmc);
        if (cmc.size() != Cmc.RANKS) {
            throw new IllegalArgumentException(
                    "The CMC has %d ranks, but must have %d.".formatted(cmc.size(), Cmc.RANKS));
        }
    }

    /**
     * Sums up one trial; invalid queries count nowhere.
     *
     * @throws IllegalArgumentException if no query is valid
     */
    static RetrievalMetrics of(List<QueryScore> scores) {
        List<QueryScore> valid = scores.stream().filter(QueryScore::isValid).toList();
        if (valid.isEmpty()) {
            throw new IllegalArgumentException(
                    "None of the %d queries has a match in the gallery, so there is nothing to measure. Maybe each person was seen at one location only."
                            .formatted(scores.size()));
        }
        return new RetrievalMetrics(
                Cmc.of(valid).shares(),
                mean(valid.stream().mapToDouble(QueryScore::averagePrecision)),
                mean(valid.stream().mapToDouble(QueryScore::inverseNegativePenalty)));
    }

    /**
     * The mean of each measure, over the trials of one model or over the splits of a set.
     *
     * @param trials at least one
     */
    public static RetrievalMetrics mean(List<RetrievalMetrics> trials) {
        return each(measure -> mean(trials.stream().mapToDouble(measure)));
    }

    /**
     * The sample standard deviation of each measure; 0 for a single trial.
     *
     * @param trials at least one
     */
    public static RetrievalMetrics standardDeviation(List<RetrievalMetrics> trials) {
        return each(measure -> {
            double mean = mean(trials.stream().mapToDouble(measure));
            double squares = trials.stream()
                    .mapToDouble(measure)
                    .map(value -> (value - mean) * (value - mean))
                    .sum();
            return Math.sqrt(squares / Math.max(1, trials.size() - 1));
        });
    }

    /**
     * The share of queries that a searcher who looks at k ranks finds.
     *
     * @param k 1 to 50
     */
    public double atRank(int k) {
        if (k < 1 || k > cmc.size()) {
            throw new IllegalArgumentException("The rank (%d) must be from 1 to %d.".formatted(k, cmc.size()));
        }
        return cmc.get(k - 1);
    }

    public double rank1() {
        return atRank(1);
    }

    public double rank5() {
        return atRank(5);
    }

    public double rank10() {
        return atRank(10);
    }

    public double rank20() {
        return atRank(20);
    }

    /** The measures by name, without the rest of the curve. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        REPORTED_RANKS.forEach(k -> map.put("rank" + k, atRank(k)));
        map.put("meanAveragePrecision", meanAveragePrecision);
        map.put("meanInverseNegativePenalty", meanInverseNegativePenalty);
        return map;
    }

    private static RetrievalMetrics each(ToDoubleFunction<ToDoubleFunction<RetrievalMetrics>> summary) {
        return new RetrievalMetrics(
                IntStream.rangeClosed(1, Cmc.RANKS)
                        .mapToObj(k -> summary.applyAsDouble(metrics -> metrics.atRank(k)))
                        .toList(),
                summary.applyAsDouble(RetrievalMetrics::meanAveragePrecision),
                summary.applyAsDouble(RetrievalMetrics::meanInverseNegativePenalty));
    }

    private static double mean(DoubleStream values) {
        return values.average().orElseThrow();
    }
}
