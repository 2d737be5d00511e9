package io.vesper.search;

import io.vesper.embedding.ModelManifest;
import io.vesper.embedding.OpenSet;
import io.vesper.embedding.OpenSet.Threshold;
import io.vesper.index.SearchOptions;
import io.vesper.person.Modality;
import io.vesper.person.ModalityPair;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which of a model's thresholds hold in a search: one for each modality that is searched. */
record AppliedThresholds(List<AppliedThreshold> list) {
    static final AppliedThresholds NONE = new AppliedThresholds(List.of());

    AppliedThresholds {
        list = List.copyOf(list);
    }

    /**
     * Looks them up.
     *
     * @param maxFalseAlarm highest false accept rate, above 0 and at most 1
     * @param searched only images of this modality are; null: of any
     * @throws NoThresholdException if one is missing
     */
    static AppliedThresholds of(
            ModelManifest model, double maxFalseAlarm, Modality probe, @Nullable Modality searched) {
        OpenSet openSet = model.openSet();
        if (openSet == null) {
            throw NoThresholdException.noneAtAll(maxFalseAlarm, model.modelId());
        }
        List<AppliedThreshold> list = new ArrayList<>();
        for (Modality gallery : Modality.values()) {
            if (searched == null || searched == gallery) {
                ModalityPair pair = ModalityPair.of(probe, gallery);
                Threshold threshold = openSet.atMost(maxFalseAlarm, pair);
                if (threshold == null) {
                    throw NoThresholdException.noneOf(maxFalseAlarm, model.modelId(), pair, openSet.of(pair));
                }
                list.add(new AppliedThreshold(probe, gallery, threshold));
            }
        }
        return new AppliedThresholds(list);
    }

    /** Options under which images below them are no answers; a higher lowest score stays. */
    SearchOptions applied(SearchOptions options) {
        Map<Modality, Double> lowest = new EnumMap<>(Modality.class);
        list.forEach(
                applied -> lowest.put(applied.gallery(), applied.threshold().threshold()));
        return options.with(options.floor().raised(lowest));
    }
}
