package io.vesper.report;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was evaluated.
 *
 * @param modelId the model
 * @param dataset the set's name
 * @param protocol one line for people: who searched for whom
 * @param part which identities: {@code test} or {@code validation}
 * @param createdAt when the report was written
 * @param notes what whoever reads the numbers has to know
 * @param settings of the model's training by name, nested or not; may be empty
 */
public record ReportHeader(
        String modelId,
        String dataset,
        String protocol,
        String part,
        Instant createdAt,
        List<String> notes,
        Map<String, Object> settings) {
    public ReportHeader {
        notes = List.copyOf(notes);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
}
