package io.vesper.opensearch;

import io.vesper.person.Modality;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How many images are searched, as they were counted last. */
final class GallerySizes {
    private static final long COUNT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ClusterIndexes indexes;
    private final IndexParts parts;
    private volatile Map<Modality, Integer> sizes = Map.of();
    private long nextCount = System.nanoTime();

    GallerySizes(ClusterIndexes indexes, IndexParts parts) {
        this.indexes = indexes;
        this.parts = parts;
    }

    /** From time to time: each asks every shard. */
    void count() {
        if (System.nanoTime() - nextCount < 0) {
            return;
        }
        nextCount = System.nanoTime() + COUNT_NANOS;
        sizes = Map.copyOf(indexes.sizes(parts.serving().keySet()));
    }

    int of(Modality modality) {
        return sizes.getOrDefault(modality, 0);
    }

    int total() {
        return sizes.values().stream().mapToInt(Integer::intValue).sum();
    }
}
