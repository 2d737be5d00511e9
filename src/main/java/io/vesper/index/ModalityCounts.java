package io.vesper.index;

import io.vesper.person.Modality;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How many images there are of each modality.
 *
 * @param of in which they were counted
 */
record ModalityCounts(IndexSnapshot of, Map<Modality, Integer> counts) {
    static ModalityCounts of(IndexSnapshot snapshot) {
        List<RowKind> kinds = snapshot.codes().kinds();
        int[] byKind = new int[kinds.size()];
        snapshot.chunks().forEach(chunk -> chunk.countKinds(byKind));
        Map<Modality, Integer> counts = new EnumMap<>(Modality.class);
        for (int kind = 0; kind < byKind.length; kind++) {
            counts.merge(kinds.get(kind).modality(), byKind[kind], Integer::sum);
        }
        return new ModalityCounts(snapshot, counts);
    }
}
