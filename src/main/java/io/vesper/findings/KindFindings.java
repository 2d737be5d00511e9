package io.vesper.findings;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the evaluation of one kind of embedding found.
 *
 * @param name of the kind or the baseline, in tables and legends
 * @param trials the measures of each trial, 0 to 1; at least one
 * @param statistics each measure over the trials
 * @param counts how much was searched
 * @param curves means over queries and trials
 * @param details what else is plotted of a model's kind; null for a baseline
 */
public record KindFindings(
        String name,
        List<Map<Measure, Double>> trials,
        Map<Measure, Statistic> statistics,
        Counts counts,
        Curves curves,
        @Nullable Details details) {

    /**
     * How much was searched.
     *
     * @param queries how many pictures were searched for
     * @param validQueries how many of them had a match in the gallery
     * @param galleryImages how many pictures were searched in, in each trial
     */
    public record Counts(int queries, int validQueries, int galleryImages) {}

    /**
     * Curves over the valid queries.
     *
     * @param cmc the share of queries whose first match is at rank k or better, k = 1, 2, …
     * @param precision interpolated precision at recall 0, 0.01, …, 1
     */
    public record Curves(List<Double> cmc, List<Double> precision) {
        public Curves {
            cmc = List.copyOf(cmc);
            precision = List.copyOf(precision);
        }
    }

    /**
     * What is plotted of a model's kind.
     *
     * @param distances of pairs of pictures
     * @param best the queries of the first trial with the highest average precision, best first
     * @param worst those with the lowest, worst first
     * @param maps where pictures of a few people lie in the plane
     */
    public record Details(
            DistanceHistograms distances, List<QueryCase> best, List<QueryCase> worst, List<EmbeddingMap> maps) {
        public Details {
            best = List.copyOf(best);
            worst = List.copyOf(worst);
            maps = List.copyOf(maps);
        }
    }

    public KindFindings {
        trials = trials.stream().map(KindFindings::copy).toList();
        statistics = copy(statistics);
    }

    /**
     * The mean and spread of a measure over the trials.
     *
     * @throws IllegalStateException if it is missing
     */
    public Statistic statistic(Measure measure) {
        Statistic statistic = statistics.get(measure);
        if (statistic == null) {
            throw new IllegalStateException("The findings (%s) lack the measure (%s).".formatted(name, measure));
        }
        return statistic;
    }

    private static <V> Map<Measure, V> copy(Map<Measure, V> map) {
        return Collections.unmodifiableMap(new EnumMap<>(map));
    }
}
