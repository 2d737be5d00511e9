package io.vesper.scoring;

import io.vesper.person.ModalityPair;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What is seen of each pair of modalities. */
final class PairMoments {
    private static final List<ModalityPair> WITHIN =
            List.of(ModalityPair.VISIBLE_VISIBLE, ModalityPair.INFRARED_INFRARED);

    private final Map<ModalityPair, Moments> seen = new EnumMap<>(ModalityPair.class);

    void add(ModalityPair pair, double value) {
        seen.computeIfAbsent(pair, p -> new Moments()).add(value);
    }

    /**
     * The spread of every pair. One of which little was seen leans on others: visible with visible and infrared with infrared on both
     * together, these, and visible with infrared, on all, and all on what is assumed.
     */
    Map<ModalityPair, Spread> spreads(Spread assumed) {
        Spread all = of(List.of(ModalityPair.values())).with(assumed);
        Spread within = of(WITHIN).with(all);
        Map<ModalityPair, Spread> spreads = new EnumMap<>(ModalityPair.class);
        for (ModalityPair pair : ModalityPair.values()) {
            spreads.put(pair, of(List.of(pair)).with(WITHIN.contains(pair) ? within : all));
        }
        return spreads;
    }

    private Moments of(List<ModalityPair> pairs) {
        Moments together = new Moments();
        pairs.forEach(pair -> together.add(seen.getOrDefault(pair, new Moments())));
        return together;
    }
}
