package io.vesper.ablation;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one training came to.
 *
 * @param row of the table
 * @param seed of the training
 * @param measures on the test identities, by kind of embedding, in the order of the table
 */
record AblationResult(String row, long seed, Map<String, Measures> measures) {

    /** What the table shows of an evaluation, each 0 to 1. */
    record Measures(double rank1, double meanAveragePrecision, double meanInverseNegativePenalty) {
        private static Measures of(Map<?, ?> report) {
            return new Measures(
                    number(report, "rank1"),
                    number(report, "meanAveragePrecision"),
                    number(report, "meanInverseNegativePenalty"));
        }

        private static double number(Map<?, ?> report, String measure) {
            return ((Number) requireNonNull(report.get(measure), measure)).doubleValue();
        }
    }

    AblationResult {
        measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
    }

    /** @param reports of an evaluation, by kind of embedding */
    static AblationResult of(AblationCell cell, Map<String, Object> reports) {
        Map<String, Measures> measures = new LinkedHashMap<>();
        reports.forEach((kind, report) -> {
            if (report instanceof Map<?, ?> found) { // beside the kinds there are a model's thresholds
                measures.put(kind, Measures.of(found));
            }
        });
        return new AblationResult(cell.row().name(), cell.seed(), measures);
    }
}
