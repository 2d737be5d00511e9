package io.vesper.search;

import io.vesper.index.RankedPerson;
import java.time.Duration;
import java.util.List;

/**
 * What a search found.
 *
 * @param modelId the one model that all scores come from
 * @param indexedThrough sequence number through which every image was considered
 * @param took how long it took
 * @param people best first
 * @param thresholds below which images were no answers; empty if no limit of false alarms was asked for
 */
public record SearchAnswer(
        String modelId, long indexedThrough, Took took, List<RankedPerson> people, List<AppliedThreshold> thresholds) {
    public SearchAnswer {
        thresholds = List.copyOf(thresholds);
        people = List.copyOf(people);
    }

    /**
     * @param decode of all probe pictures
     * @param embed of all probe pictures
     * @param search over the index, with the ranking
     */
    public record Took(Duration decode, Duration embed, Duration search) {}
}
