package io.vesper.opensearch;

import io.vesper.embedding.Embedding;
import io.vesper.index.CalibrationSample;
import io.vesper.index.GalleryName;
import io.vesper.index.IndexEntry;
import io.vesper.scoring.Calibration;
import io.vesper.store.EmbeddingStore;
import io.vesper.store.EmbeddingStore.Kept;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calibration of each gallery, learned from what the database has: the same images are drawn as from an index in memory. */
final class DatabaseCalibrations implements Background {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseCalibrations.class);
    /** An eighth of a gallery's images may come or go before it is learned anew. */
    private static final int TOLERATED_SHARE = 8;

    private static final int PAGE = 10_000;
    private static final int VECTORS = 500;

    private final EmbeddingStore embeddings;
    private final String modelId;
    private final int dimension;
    private final Map<GalleryName, Learned> galleries = new ConcurrentHashMap<>();
    private final Map<GalleryName, Object> waiting = new ConcurrentHashMap<>();
    private final Set<GalleryName> learning = ConcurrentHashMap.newKeySet();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread learner = new Thread(task, "calibration");
        learner.setDaemon(true);
        return learner;
    });

    DatabaseCalibrations(EmbeddingStore embeddings, String modelId, int dimension) {
        this.embeddings = embeddings;
        this.modelId = modelId;
        this.dimension = dimension;
    }

    private record Learned(Calibration calibration, long position, int images) {}

    /**
     * What cosines are worth in a gallery. The first search of it waits for that, and so does one after the gallery may have doubled; once
     * an eighth has changed, it is learned anew beside searches, which meanwhile go by what was learned last.
     *
     * @param position of the log of changes: how far the gallery has come
     */
    Calibration of(GalleryName gallery, long position) {
        Learned last = galleries.get(gallery);
        if (last == null || isOutgrown(last, position)) {
            return learned(gallery, position).calibration();
        }
        if (position - last.position() > last.images() / TOLERATED_SHARE
                && !thread.isShutdown()
                && learning.add(gallery)) {
            thread.execute(() -> learnAgain(gallery, position));
        }
        return last.calibration();
    }

    private static boolean isOutgrown(Learned last, long position) {
        return position - last.position() > last.images();
    }

    private Learned learned(GalleryName gallery, long position) {
        synchronized (waiting.computeIfAbsent(gallery, name -> new Object())) {
            Learned known = galleries.get(gallery);
            if (known == null || isOutgrown(known, position)) {
                known = learn(gallery, position, new HashSet<>());
                galleries.put(gallery, known);
            }
            return known;
        }
    }

    private void learnAgain(GalleryName gallery, long position) {
        try {
            galleries.put(gallery, learn(gallery, position, new HashSet<>()));
        } catch (RuntimeException e) { // the thread must go on
            LOG.warn("The calibration of the gallery ({}) is learned later: {}", gallery, e.getMessage());
        } finally {
            learning.remove(gallery);
        }
    }

    @Override
    public void stop() {
        thread.shutdown();
    }

    /** @param unusable images that were erased since, or whose stored embedding is damaged */
    private Learned learn(GalleryName gallery, long position, Set<UUID> unusable) {
        Map<UUID, Embedding> vectors = new HashMap<>();
        CalibrationSample sample = new CalibrationSample();
        List<IndexEntry> page = embeddings.entries(modelId, gallery, 0, PAGE);
        while (!page.isEmpty()) {
            page.stream()
                    .filter(entry -> !unusable.contains(entry.imageId()))
                    .forEach(entry -> sample.offer(entry, () -> Objects.requireNonNull(vectors.get(entry.imageId()))));
            page = embeddings.entries(
                    modelId, gallery, page.get(page.size() - 1).sequence(), PAGE);
        }
        if (sample.seen() == 0) {
            return new Learned(Calibration.NONE, position, 0);
        }
        Set<UUID> missing = new HashSet<>(sample.drawn());
        read(missing, vectors);
        missing.removeAll(vectors.keySet());
        return unusable.addAll(missing)
                ? learn(gallery, position, unusable)
                : new Learned(sample.calibration(), position, sample.seen());
    }

    private void read(Set<UUID> images, Map<UUID, Embedding> vectors) {
        List<UUID> all = new ArrayList<>(images);
        for (int from = 0; from < all.size(); from += VECTORS) {
            List<UUID> page = all.subList(from, Math.min(from + VECTORS, all.size()));
            for (Kept kept : embeddings.kept(modelId, dimension, page).values()) {
                if (kept.embedding() != null) {
                    vectors.put(kept.entry().imageId(), kept.embedding());
                }
            }
        }
    }
}
