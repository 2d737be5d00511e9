package io.vesper.evaluation;

import io.vesper.dataset.DatasetPart;
import io.vesper.embedding.OpenSet;
import io.vesper.person.ModalityPair;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an {@link OpenSetEvaluation} found.
 *
 * @param dataset whose people
 * @param part which of them
 * @param pairs by pair of modalities; without those of which there are no pairs of two people, or none of one
 */
public record OpenSetRates(String dataset, DatasetPart part, Map<ModalityPair, ErrorRates> pairs) {
    public OpenSetRates {
        EnumMap<ModalityPair, ErrorRates> copy = new EnumMap<>(ModalityPair.class);
        copy.putAll(pairs);
        pairs = Collections.unmodifiableMap(copy);
    }

    /** The thresholds that a model keeps. */
    public OpenSet thresholds() {
        Map<String, List<OpenSet.Threshold>> thresholds = new LinkedHashMap<>();
        pairs.forEach((pair, rates) -> thresholds.put(pair.label(), rates.thresholds()));
        return new OpenSet(dataset, part.label(), thresholds);
    }
}
