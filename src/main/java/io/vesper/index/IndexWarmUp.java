package io.vesper.index;

import io.vesper.embedding.Embedding;
import io.vesper.kernel.Kernels;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Searches random images until the compiler has made the loops fast: before that, a search takes a hundred times as long, and nobody
 * should have to wait for it.
 */
public final class IndexWarmUp {
    private static final int ROWS = 512;
    private static final int SEARCHES = 400;
    private static final int SEARCHES_OF_MANY_PICTURES = 20;
    private static final int PICTURES = 32;

    private final VectorStorage storage;
    private final Random random = new Random(1);

    /** @param storage that of the indexes to come */
    public IndexWarmUp(VectorStorage storage) {
        this.storage = storage;
    }

    /** Half a second of work, once; nothing without vector instructions, whose absence needs no warming. */
    public void run(int dimension) {
        if (Kernels.best().isWarm()) {
            return;
        }
        MemoryIndex index = new MemoryIndex(dimension, storage, null);
        index.add(rows(dimension));
        SearchOptions options =
                new SearchOptions(SearchFilter.everythingIn(GalleryName.DEFAULT), -1, 10, 3, Aggregation.MAX);
        ProbeVectors one = probe(dimension, 1);
        for (int i = 0; i < SEARCHES; i++) {
            index.search(one, options);
        }
        ProbeVectors many = probe(dimension, PICTURES);
        for (int i = 0; i < SEARCHES_OF_MANY_PICTURES; i++) {
            index.search(many, options);
        }
    }

    private ProbeVectors probe(int dimension, int pictures) {
        List<Embedding> embeddings = new ArrayList<>();
        for (int i = 0; i < pictures; i++) {
            embeddings.add(embedding(dimension));
        }
        return ProbeVectors.of(embeddings, Modality.VISIBLE);
    }

    private List<GalleryIndex.Row> rows(int dimension) {
        ImageLabels labels =
                new ImageLabels(GalleryName.DEFAULT, null, new CameraId("none"), Modality.VISIBLE, null, Map.of());
        List<GalleryIndex.Row> rows = new ArrayList<>();
        for (int i = 1; i <= ROWS; i++) {
            rows.add(new GalleryIndex.Row(new IndexEntry(new UUID(0, i), i, labels), embedding(dimension)));
        }
        return rows;
    }

    private Embedding embedding(int dimension) {
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = random.nextFloat() + 0.1f;
        }
        return Embedding.normalised(values);
    }
}
