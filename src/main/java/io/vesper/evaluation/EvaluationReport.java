package io.vesper.evaluation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an evaluation found.
 *
 * @param dataset the set's name
 * @param protocol who searched for whom
 * @param queries how many pictures were searched for
 * @param validQueries how many of them had a match in the gallery, and so count in the metrics; the same in each trial
 * @param galleryImages how many pictures were searched in; the same in each trial
 * @param mean over the trials: what papers report
 * @param standardDeviation over the trials
 * @param trials the metrics of each
 */
public record EvaluationReport(
        String dataset,
        SysuProtocol protocol,
        int queries,
        int validQueries,
        int galleryImages,
        RetrievalMetrics mean,
        RetrievalMetrics standardDeviation,
        List<RetrievalMetrics> trials) {

    public EvaluationReport {
        trials = List.copyOf(trials);
    }

    /** Sums up the scores of all queries in each trial. Which queries are valid does not depend on the draw. */
    static EvaluationReport of(
            String dataset, SysuProtocol protocol, int galleryImages, List<List<QueryScore>> scoresByTrial) {
        List<RetrievalMetrics> trials =
                scoresByTrial.stream().map(RetrievalMetrics::of).toList();
        List<QueryScore> first = scoresByTrial.get(0);
        return new EvaluationReport(
                dataset,
                protocol,
                first.size(),
                (int) first.stream().filter(QueryScore::isValid).count(),
                galleryImages,
                RetrievalMetrics.mean(trials),
                RetrievalMetrics.standardDeviation(trials),
                trials);
    }

    /**
     * The report as JSON shows it: the means by name ({@code rank1}, …, {@code meanAveragePrecision},
     * {@code meanInverseNegativePenalty}; 0 to 1), then {@code standardDeviation}, {@code trials}, {@code queries},
     * {@code validQueries}, {@code invalidQueries}, {@code galleryImages}, {@code dataset} and {@code protocol}.
     *
     * @return numbers, strings, lists and maps only, in that order
     */
    @JsonValue
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>(mean.toMap());
        map.put("standardDeviation", standardDeviation.toMap());
        map.put("trials", trials.stream().map(RetrievalMetrics::toMap).toList());
        map.put("queries", queries);
        map.put("validQueries", validQueries);
        map.put("invalidQueries", queries - validQueries);
        map.put("galleryImages", galleryImages);
        map.put("dataset", dataset);
        map.put("protocol", protocol.toMap());
        return map;
    }
}
