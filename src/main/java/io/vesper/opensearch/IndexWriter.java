package io.vesper.opensearch;

import io.vesper.index.IndexAwayException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Writes images to indexes. Each carries the position of its change as its version, so that a change which comes twice, late or after a
 * newer one has no effect.
 */
final class IndexWriter {
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    /** No room, no shard, a full disk, or no such index: no fault of the image. */
    private static final Set<Integer> AWAY = Set.of(429, 503, 403, NOT_FOUND);

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
        private void addTo(StringBuilder lines) {
            lines.append("{\"")
                    .append(document == null ? "delete" : "index")
                    .append("\":{\"_index\":\"")
                    .append(alias)
                    .append("\",\"_id\":\"")
                    .append(imageId)
                    .append("\",\"version\":")
                    .append(version + 1) // versions begin with 1
                    .append(",\"version_type\":\"external_gte\"}}\n");
            if (document != null) {
                lines.append(document).append('\n');
            }
        }
    }

    /**
     * Writes all but what the cluster refuses.
     *
     * @param writes at least one
     * @return why images were refused
     * @throws IndexAwayException if the cluster cannot take them now, or one of the indexes is gone
     */
    Map<UUID, String> write(List<Write> writes) {
        StringBuilder lines = new StringBuilder();
        writes.forEach(write -> write.addTo(lines));
        Map<String, String> query = Map.of("require_alias", "true", "timeout", SHARD_PATIENCE);
        JsonNode answer = cluster.lines("/_bulk", query, lines.toString()).body();
        if (answer.path("items").size() != writes.size()) {
            throw new IndexAwayException("Not every image was answered for, so maybe none was written.");
        }
        Map<UUID, String> refused = new HashMap<>();
        for (JsonNode item : answer.path("items")) {
            JsonNode result = item.iterator().next();
            int status = result.path("status").asInt();
            if (status < 300 || status == CONFLICT || (status == NOT_FOUND && !result.has("error"))) {
                continue;
            }
            String reason = result.at("/error/reason").asString("status " + status);
            if (AWAY.contains(status)) {
                throw new IndexAwayException("An index takes no images now (%s).".formatted(reason));
            }
            refused.put(UUID.fromString(result.path("_id").asString()), reason);
        }
        return refused;
    }

    /** Lets searches find what was written. */
    void refresh(Collection<String> aliases) {
        for (String names : SearchCluster.joined(aliases)) {
            SearchCluster.Answer answer = cluster.post("/" + names + "/_refresh", Map.of(), null);
            if (!answer.isFound()) {
                throw new IndexAwayException("An index is gone (%s).".formatted(answer.reason()));
            }
        }
    }
}
