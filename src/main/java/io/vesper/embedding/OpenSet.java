package io.vesper.embedding;

import io.vesper.person.ModalityPair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How alike two pictures must be to be taken for one person's: what a search needs to answer with nobody rather than a stranger.
 * Measured with the model's own kind of embedding on people that it has not learned from.
 *
 * @param dataset whose people
 * @param part which of its people: {@code validation} or {@code test}
 * @param pairs thresholds by the label of the pair of modalities, the highest rate first; a pair of modalities or a rate is missing
 *     where the data did not allow it
 */
public record OpenSet(String dataset, String part, Map<String, List<Threshold>> pairs) {
    /**
     * Two pictures are accepted as one person's if their cosine is at least the threshold.
     *
     * @param falseAcceptRate highest share of accepted pairs among those of two people, above 0 and below 1
     * @param threshold the lowest that keeps to that rate, a cosine in [-1, 1]
     * @param falseRejectRate share of pairs of one person that it rejects, 0 to 1
     * @param strangers how many pairs of two people it was measured on
     * @param matches how many pairs of one person it was measured on
     */
    public record Threshold(
            double falseAcceptRate, double threshold, double falseRejectRate, long strangers, long matches) {
        public Threshold {
            if (!(falseAcceptRate > 0 && falseAcceptRate < 1 && threshold >= -1 && threshold <= 1)) {
                throw new IllegalArgumentException(
                        "The falseAcceptRate (%s) must be above 0 and below 1, and its threshold (%s) -1 to 1."
                                .formatted(falseAcceptRate, threshold));
            }
        }
    }

    public OpenSet {
        Objects.requireNonNull(dataset, "dataset is missing");
        Objects.requireNonNull(part, "part is missing");
        Map<String, List<Threshold>> sorted = new LinkedHashMap<>();
        pairs.forEach((pair, thresholds) -> sorted.put(pair, sorted(thresholds)));
        pairs = Collections.unmodifiableMap(sorted);
    }

    private static List<Threshold> sorted(List<Threshold> thresholds) {
        List<Threshold> sorted = new ArrayList<>(thresholds);
        sorted.sort(Comparator.comparingDouble(Threshold::falseAcceptRate).reversed());
        return List.copyOf(sorted);
    }

    /** The thresholds of a pair of modalities, the highest rate first; empty if there are none. */
    public List<Threshold> of(ModalityPair pair) {
        return pairs.getOrDefault(pair.label(), List.of());
    }

    /** The threshold of the highest rate that is at most the given one; null if there is none. */
    public @Nullable Threshold atMost(double falseAcceptRate, ModalityPair pair) {
        for (Threshold threshold : of(pair)) {
            if (threshold.falseAcceptRate() <= falseAcceptRate) {
                return threshold;
            }
        }
        return null;
    }
}
