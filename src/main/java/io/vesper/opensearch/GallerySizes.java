package io.vesper.opensearch;

import io.vesper.person.Modality;
import java.util.Map;

/** How many images are searched, as they were counted last. */
final class GallerySizes {
    private final ClusterIndexes indexes;
    private final IndexParts parts;
    private volatile Map<Modality, Integer> sizes = Map.of();

    GallerySizes(ClusterIndexes indexes, IndexParts parts) {
        this.indexes = indexes;
        this.parts = parts;
    }

    void count() {
        sizes = Map.copyOf(indexes.sizes(parts.serving().keySet()));
    }

    int of(Modality modality) {
        return sizes.getOrDefault(modality, 0);
    }

    int total() {
        return sizes.values().stream().mapToInt(Integer::intValue).sum();
    }
}
