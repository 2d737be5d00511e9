package io.vesper.opensearch;

import io.vesper.embedding.Embedding;
import io.vesper.index.GalleryName;
import io.vesper.index.IndexAwayException;
import io.vesper.store.EmbeddingStore.Kept;
import io.vesper.store.GalleryDatabase;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/** Compares indexes with the database, a stretch of the order of enrolment at a time, and has them fed with what differs. */
final class IndexComparison {
    private static final int PAGE = 1000;
    private static final int DOCUMENTS = 10_000;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final SearchCluster cluster;
    private final ModelIndexes images;
    private final IndexParts parts;
    private final GalleryDatabase database;
    private final Duration patience;

    IndexComparison(
            SearchCluster cluster, ModelIndexes images, IndexParts parts, GalleryDatabase database, Duration patience) {
        this.cluster = cluster;
        this.images = images;
        this.parts = parts;
        this.database = database;
        this.patience = patience;
    }

    /** Has whoever feeds mend what differs; returns how many images that are. */
    int mend(Runnable catchUp) {
        Set<UUID> suspects = differing();
        if (suspects.isEmpty()) {
            return 0;
        }
        catchUp.run();
        awaitFeed();
        suspects.retainAll(differing()); // what merely changed meanwhile is no difference
        if (!suspects.isEmpty()) {
            database.transaction()
                    .executeWithoutResult(status -> database.changes().again(suspects));
        }
        return suspects.size();
    }

    private void awaitFeed() {
        long position = database.changes().moment().position();
        long end = System.nanoTime() + patience.toNanos();
        BooleanSupplier isFed = () -> {
            var feed = database.indexFeed().find(images.modelId());
            return feed != null && feed.position() >= position;
        };
        while (!isFed.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private Set<UUID> differing() {
        Set<UUID> differing = new HashSet<>();
        parts.serving().forEach((gallery, alias) -> compare(gallery, alias, differing));
        return differing;
    }

    private void compare(GalleryName gallery, String alias, Set<UUID> differing) {
        long after = 0;
        List<Kept> page = images.page(gallery, after, Long.MAX_VALUE, PAGE);
        while (!page.isEmpty()) {
            long last = page.get(page.size() - 1).entry().sequence();
            Map<UUID, Long> indexed = fingerprints(alias, after, last);
            for (Kept kept : page) {
                Embedding embedding = kept.embedding();
                Long found = indexed.remove(kept.entry().imageId());
                if (embedding == null || found == null || found != ImageDocument.fingerprint(kept.entry(), embedding)) {
                    differing.add(kept.entry().imageId());
                }
            }
            differing.addAll(indexed.keySet());
            after = last;
            page = images.page(gallery, after, Long.MAX_VALUE, PAGE);
        }
        differing.addAll(fingerprints(alias, after, Long.MAX_VALUE).keySet());
    }

    /** Of the documents from after one sequence number up to another. */
    private Map<UUID, Long> fingerprints(String alias, long after, long through) {
        Map<UUID, Long> fingerprints = new HashMap<>();
        long from = after;
        JsonNode hits;
        do {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("size", DOCUMENTS);
            body.put("_source", false);
            body.put("query", Map.of("range", Map.of(ImageDocument.SEQUENCE, Map.of("gt", from, "lte", through))));
            body.put("sort", List.of(Map.of(ImageDocument.SEQUENCE, "asc")));
            body.put("docvalue_fields", List.of(ImageDocument.SEQUENCE, ImageDocument.FINGERPRINT));
            JsonNode result =
                    cluster.post("/" + alias + "/_search", Map.of(), body).body();
            if (!SearchCluster.isWhole(result)) {
                throw new IndexAwayException("Not all of an index (%s) can be compared.".formatted(alias));
            }
            hits = result.at("/hits/hits");
            for (JsonNode hit : hits) {
                fingerprints.put(
                        UUID.fromString(hit.path("_id").asString()),
                        hit.at("/fields/" + ImageDocument.FINGERPRINT + "/0").asLong());
                from = hit.at("/fields/" + ImageDocument.SEQUENCE + "/0").asLong();
            }
        } while (hits.size() == DOCUMENTS);
        return fingerprints;
    }
}
