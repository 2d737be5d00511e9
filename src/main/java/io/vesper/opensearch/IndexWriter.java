package io.vesper.opensearch;

import io.vesper.index.IndexAwayException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Writes images to indexes. Each carries the position of its change as its version, so that a change which comes twice, late or after a
 * newer one has no effect.
 */
final class IndexWriter {
    /** A node takes 100 MB at most by default, and answers sooner to less. */
    private static final int MOST_CHARACTERS = 8 << 20;

    private static final int TOO_LARGE = 413;

    /** How long images of all galleries may wait for one shard that is away. */
    private static final String SHARD_PATIENCE = "5s";

    private final SearchCluster cluster;

    IndexWriter(SearchCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * What becomes of an image.
     *
     * @param alias of the index
     * @param version position of the change, at least 0
     * @param document null: it is taken out
     */
    record Write(
            String alias,
            UUID imageId,
            long version,
            @Nullable String document) {
        private String lines() {
            String action =
                    "{\"%s\":{\"_index\":\"%s\",\"_id\":\"%s\",\"version\":%d,\"version_type\":\"external_gte\"}}\n"
                            .formatted(
                                    document == null ? "delete" : "index",
                                    alias,
                                    imageId,
                                    version + 1); // versions begin with 1
            return document == null ? action : action + document + '\n';
        }
    }

    /**
     * What came of writes.
     *
     * @param refused why, of each image that the cluster refuses
     * @param newest of the changes that the cluster had already, and which were newer than what was written; -1: there were none
     */
    record Written(Map<UUID, String> refused, long newest) {
        private static final Written NOTHING = new Written(Map.of(), -1);

        private Written and(Written other) {
            Map<UUID, String> all = new HashMap<>(refused);
            all.putAll(other.refused);
            return new Written(all, Math.max(newest, other.newest));
        }
    }

    /**
     * Writes all but what the cluster refuses.
     *
     * @param writes any number
     * @throws IndexAwayException if the cluster cannot take them now
     * @throws IndexGoneException if one of the indexes is not there
     */
    Written write(List<Write> writes) {
        Written all = Written.NOTHING;
        StringBuilder lines = new StringBuilder();
        int first = 0;
        for (int i = 0; i < writes.size(); i++) {
            lines.append(writes.get(i).lines());
            if (lines.length() >= MOST_CHARACTERS || i == writes.size() - 1) {
                all = all.and(write(writes.subList(first, i + 1), lines.toString()));
                lines.setLength(0);
                first = i + 1;
            }
        }
        return all;
    }

    private Written write(List<Write> writes, String lines) {
        try {
            return send(writes, lines);
        } catch (RefusedRequestException e) {
            if (e.status() != TOO_LARGE) {
                throw e;
            }
            if (writes.size() == 1) {
                return new Written(Map.of(writes.get(0).imageId(), "too large for the cluster"), -1);
            }
            int half = writes.size() / 2;
            return write(new ArrayList<>(writes.subList(0, half)))
                    .and(write(new ArrayList<>(writes.subList(half, writes.size()))));
        }
    }

    private Written send(List<Write> writes, String lines) {
        Map<String, String> query = Map.of("require_alias", "true", "timeout", SHARD_PATIENCE);
        JsonNode items = cluster.lines("/_bulk", query, lines).body().path("items");
        if (items.size() != writes.size()) {
            throw new IndexAwayException("Not every image was answered for, so maybe none was written.");
        }
        Map<UUID, String> refused = new HashMap<>();
        long newest = -1;
        for (JsonNode item : items) {
            BulkItem result = new BulkItem(item.iterator().next());
            switch (result.outcome()) {
                case WRITTEN -> {}
                case OUTDATED -> newest = Math.max(newest, result.version() - 1);
                case GONE -> throw new IndexGoneException("An index is gone (%s).".formatted(result.reason()));
                case AWAY ->
                    throw new IndexAwayException("An index takes no images now (%s).".formatted(result.reason()));
                case REFUSED -> refused.put(result.imageId(), result.reason());
            }
        }
        return new Written(refused, newest);
    }

    /**
     * Lets searches find what was written.
     *
     * @throws IndexAwayException if some copy of a shard may go on answering without it
     */
    void refresh(Collection<String> aliases) {
        for (String names : SearchCluster.joined(aliases)) {
            SearchCluster.Answer answer = cluster.post("/" + names + "/_refresh", Map.of(), null);
            if (!answer.isFound()) {
                throw new IndexGoneException("An index is gone (%s).".formatted(answer.reason()));
            }
            JsonNode shards = answer.body().path("_shards");
            if (!shards.has("failed")
                    || shards.path("failed").asInt() > 0) { // one that is down is not counted as failed
                throw new IndexAwayException("Not every shard lets searches find what was written to it.");
            }
        }
    }
}
