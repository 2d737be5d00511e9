package io.vesper.report;

import io.vesper.findings.KindFindings;
import io.vesper.findings.OpenSetFindings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that a report shows.
 *
 * @param header what was evaluated
 * @param kinds the results side by side, baselines included, in the order of the tables; at least one
 * @param servedKind the name of the kind whose queries are shown; one of {@code kinds}
 * @param history figures of each training epoch by name, with {@code epoch}; empty if they are not at hand
 * @param openSet error rates of the served kind over the threshold
 * @param hasPictures whether the page holds pictures of people
 */
public record ReportInput(
        ReportHeader header,
        List<KindFindings> kinds,
        String servedKind,
        List<Map<String, Object>> history,
        OpenSetFindings openSet,
        boolean hasPictures) {

    public ReportInput {
        kinds = List.copyOf(kinds);
        history = history.stream()
                .map(epoch -> Collections.unmodifiableMap(new LinkedHashMap<>(epoch)))
                .toList();
        List<String> names = kinds.stream().map(KindFindings::name).toList();
        if (Set.copyOf(names).size() < names.size()) {
            throw new IllegalArgumentException("The kinds' names (%s) must differ.".formatted(names));
        }
        if (!names.contains(servedKind)) {
            throw new IllegalArgumentException(
                    "The served kind (%s) is not among the evaluated ones (%s). Maybe it was not evaluated."
                            .formatted(servedKind, names));
        }
    }

    /** The kind that the model serves. */
    KindFindings served() {
        return kinds.stream()
                .filter(kind -> kind.name().equals(servedKind))
                .findFirst()
                .orElseThrow();
    }
}
