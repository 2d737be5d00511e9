package io.vesper.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * The measures of a ranking that the literature reports, each from 0 to 1. As {@link #standardDeviation} gives them, they are
 * spreads.
 *
 * @param rank1 share of valid queries whose first match is at rank 1
 * @param rank5 up to rank 5
 * @param rank10 up to rank 10
 * @param rank20 up to rank 20
 * @param meanAveragePrecision mean over the valid queries
 * @param meanInverseNegativePenalty mean over the valid queries
 */
public record RetrievalMetrics(
        double rank1,
        double rank5,
        double rank10,
        double rank20,
        double meanAveragePrecision,
        double meanInverseNegativePenalty) {

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
        Cmc cmc = new Cmc(valid);
        return new RetrievalMetrics(
                cmc.atRank(1),
                cmc.atRank(5),
                cmc.atRank(10),
                cmc.atRank(20),
                mean(valid.stream().mapToDouble(QueryScore::averagePrecision)),
                mean(valid.stream().mapToDouble(QueryScore::inverseNegativePenalty)));
    }

    /** The mean of each measure over trials. */
    static RetrievalMetrics mean(List<RetrievalMetrics> trials) {
        return each(measure -> mean(trials.stream().mapToDouble(measure)));
    }

    /** The sample standard deviation of each measure over trials; 0 for a single trial. */
    static RetrievalMetrics standardDeviation(List<RetrievalMetrics> trials) {
        return each(measure -> {
            double mean = mean(trials.stream().mapToDouble(measure));
            DoubleUnaryOperator square = value -> (value - mean) * (value - mean);
            double squares = trials.stream().mapToDouble(measure).map(square).sum();
            return Math.sqrt(squares / Math.max(1, trials.size() - 1));
        });
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("rank1", rank1);
        map.put("rank5", rank5);
        map.put("rank10", rank10);
        map.put("rank20", rank20);
        map.put("meanAveragePrecision", meanAveragePrecision);
        map.put("meanInverseNegativePenalty", meanInverseNegativePenalty);
        return map;
    }

    private static RetrievalMetrics each(ToDoubleFunction<ToDoubleFunction<RetrievalMetrics>> summary) {
        return new RetrievalMetrics(
                summary.applyAsDouble(RetrievalMetrics::rank1),
                summary.applyAsDouble(RetrievalMetrics::rank5),
                summary.applyAsDouble(RetrievalMetrics::rank10),
                summary.applyAsDouble(RetrievalMetrics::rank20),
                summary.applyAsDouble(RetrievalMetrics::meanAveragePrecision),
                summary.applyAsDouble(RetrievalMetrics::meanInverseNegativePenalty));
    }

    private static double mean(DoubleStream values) {
        return values.average().orElseThrow();
    }
}
