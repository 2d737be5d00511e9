package io.vesper.index;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What becomes of images that are in the index already; a search sees all of it or nothing.
 *
 * @param erased taken out
 * @param relabelled these images' entries from now on; vector and place stay
 */
public record IndexChange(Set<UUID> erased, List<IndexEntry> relabelled) {
    public static final IndexChange NONE = new IndexChange(Set.of(), List.of());

    public IndexChange {
        erased = Set.copyOf(erased);
        relabelled = List.copyOf(relabelled);
    }

    public static IndexChange erasing(Set<UUID> imageIds) {
        return new IndexChange(imageIds, List.of());
    }

    public static IndexChange relabelling(List<IndexEntry> entries) {
        return new IndexChange(Set.of(), entries);
    }
}
