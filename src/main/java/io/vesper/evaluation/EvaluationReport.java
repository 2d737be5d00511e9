package io.vesper.evaluation;

import com.fasterxml.jackson.annotation.JsonValue;
import io.vesper.dataset.DatasetPart;
import io.vesper.protocol.Protocol;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an evaluation found.
 *
 * @param dataset the set's name
 * @param part of the set whose identities were searched for
 * @param notes what whoever reads the numbers has to know of the set
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
        DatasetPart part,
        List<String> notes,
        Protocol protocol,
        int queries,
        int validQueries,
        int galleryImages,
        RetrievalMetrics mean,
        RetrievalMetrics standardDeviation,
        List<RetrievalMetrics> trials) {

    public EvaluationReport {
        notes = List.copyOf(notes);
        trials = List.copyOf(trials);
    }

    /**
     * The report as JSON shows it: the means by name ({@code rank1}, …, {@code meanAveragePrecision},
     * {@code meanInverseNegativePenalty}; 0 to 1), then {@code standardDeviation}, {@code trials}, {@code queries},
     * {@code validQueries}, {@code invalidQueries}, {@code galleryImages}, {@code dataset},
     * {@code part}, {@code protocol}, {@code cmc} (the mean curve, from rank 1 to 50) and, if there are any, {@code notes}.
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
        map.put("part", part.label());
        map.put("protocol", protocol.toMap());
        map.put("cmc", mean.cmc());
        if (!notes.isEmpty()) {
            map.put("notes", notes);
        }
        return map;
    }
}
