package io.vesper.opensearch;

import io.vesper.embedding.Embedding;
import io.vesper.index.GalleryIndex;
import io.vesper.index.MemoryIndex;
import io.vesper.index.ProbeVectors;
import io.vesper.index.SearchFilter;
import io.vesper.index.SearchOptions;
import io.vesper.index.SearchResult;
import io.vesper.person.PersonId;
import io.vesper.scoring.Calibration;
import io.vesper.store.EmbeddingStore;
import io.vesper.store.EmbeddingStore.Kept;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Who may be among the best, with their images as the database has them now: the nearest, and of each person the youngest 1,000 that
 * pass the filter, so that somebody of whom there are very many costs no more than that.
 */
final class Candidates {
    private static final int MOST_IMAGES = 1000;

    private final String modelId;
    private final int dimension;
    private final EmbeddingStore embeddings;
    private final SearchFilter filter;
    private final Set<String> groups = new HashSet<>();
    private final Map<UUID, GalleryIndex.Row> rows = new HashMap<>();
    private final Set<String> living = new HashSet<>();

    Candidates(String modelId, int dimension, EmbeddingStore embeddings, SearchFilter filter) {
        this.modelId = modelId;
        this.dimension = dimension;
        this.embeddings = embeddings;
        this.filter = filter;
    }

    /** Adds who is in some images now, and images of these people; an image that is gone has no effect. */
    void add(NearestImages.Found found) {
        groups.addAll(found.groups());
        if (found.images().isEmpty()) {
            return;
        }
        Set<PersonId> people = new HashSet<>();
        List<Kept> nearest = new ArrayList<>();
        for (String group : found.groups()) {
            PersonId person = ImageDocument.person(group); // whose nearest image may be gone, but not the others
            if (person != null) {
                people.add(person);
            }
        }
        for (Kept kept : embeddings.kept(modelId, dimension, found.images()).values()) {
            PersonId person = kept.entry().labels().person();
            if (person != null && !living.contains(ImageDocument.group(person))) {
                people.add(person);
            }
            nearest.add(kept);
        }
        if (!people.isEmpty()) {
            embeddings.keptOf(modelId, dimension, filter, people, MOST_IMAGES).forEach(this::add);
        }
        nearest.forEach(this::add);
    }

    private void add(Kept kept) {
        Embedding embedding = kept.embedding();
        if (embedding != null) {
            rows.put(kept.entry().imageId(), new GalleryIndex.Row(kept.entry(), embedding));
            living.add(ImageDocument.group(kept.entry()));
        }
    }

    /** Those of the images that were added, as the index has them. */
    Set<String> groups() {
        return groups;
    }

    /** How many of them there are: people, and images of somebody not yet identified. */
    int people() {
        return living.size();
    }

    /** As an index in memory ranks them, which applies the filter once more to what they are now. */
    SearchResult ranked(ProbeVectors probe, SearchOptions options, Calibration calibration) {
        MemoryIndex index = new MemoryIndex(dimension);
        index.add(rows.values().stream()
                .sorted(Comparator.comparingLong(row -> row.entry().sequence()))
                .toList());
        return index.search(probe, options, calibration);
    }
}
