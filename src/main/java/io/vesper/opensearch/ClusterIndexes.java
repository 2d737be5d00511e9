package io.vesper.opensearch;

import io.vesper.index.GalleryName;
import io.vesper.index.IndexAwayException;
import io.vesper.person.Modality;
import io.vesper.store.IndexPartStore.Part;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The indexes of one model in the cluster: made, switched, counted and deleted. */
final class ClusterIndexes {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterIndexes.class);
    private static final int OK = 200;

    private final SearchCluster cluster;
    private final IndexNames names;
    private final OpenSearchSettings settings;
    private final Supplier<String> databaseId;
    private final int dimension;

    /** @param databaseId see {@link io.vesper.store.SettingStore#databaseId} */
    ClusterIndexes(
            SearchCluster cluster,
            IndexNames names,
            OpenSearchSettings settings,
            Supplier<String> databaseId,
            int dimension) {
        this.cluster = cluster;
        this.names = names;
        this.settings = settings;
        this.databaseId = databaseId;
        this.dimension = dimension;
    }

    /** Under which an index is filled, until it is searched: writing to an alias never makes an index by mistake. */
    static String fillAlias(Part part) {
        return part.indexName() + "-fill";
    }

    /**
     * Makes sure that the nodes can build graphs with the engine that is set. One without faiss' libraries would die of the first image,
     * and so would the next that got its shard, again and again.
     *
     * @throws IllegalStateException if they are not known to
     */
    void checkEngine() {
        if (settings.engine() != OpenSearchSettings.Engine.FAISS) {
            return;
        }
        SearchCluster.Answer stats = cluster.get("/_plugins/_knn/stats/faiss_initialized");
        for (JsonNode node : stats.body().path("nodes")) {
            if (node.path("faiss_initialized").asBoolean(false)) {
                return;
            }
        }
        throw new IllegalStateException(
                "vesper.gallery.opensearch.engine=faiss, but no node of the search cluster has loaded it (GET /_plugins/_knn/stats/faiss_initialized), and one without its libraries would die of it. Maybe set engine=lucene; or, if the nodes have them, write a vector to an index with that engine once, which loads it.");
    }

    void create(Part part) {
        Map<String, Object> body = new HashMap<>(IndexDefinition.of(settings, databaseId.get(), dimension));
        body.put("aliases", Map.of(fillAlias(part), Map.of()));
        cluster.put("/" + part.indexName(), body);
    }

    /** Lets searches ask an index, instead of the one that they asked before. */
    void serve(Part part) {
        String alias = names.alias(part.gallery());
        List<Object> actions = List.of(
                remove(alias + "-*", alias), // whichever it was: an alias of two indexes takes no writes
                Map.of("add", Map.of("index", part.indexName(), "alias", alias)),
                remove(part.indexName(), fillAlias(part)));
        SearchCluster.Answer answer = cluster.post("/_aliases", Map.of(), Map.of("actions", actions));
        if (!answer.isFound()) {
            throw new IndexGoneException("The index (%s) is gone.".formatted(part.indexName()));
        }
    }

    private static Map<String, Object> remove(String index, String alias) {
        return Map.of("remove", Map.of("index", index, "alias", alias, "must_exist", false));
    }

    /** Deletes an index; what cannot be deleted now, as while a snapshot is taken of it, is a leftover for the next check. */
    void delete(String indexName) {
        try {
            cluster.delete("/" + indexName);
        } catch (RefusedRequestException | IndexAwayException e) {
            LOG.info("The index ({}) is deleted later: {}", indexName, e.getMessage());
        }
    }

    /** Keeps in an index how far the log of changes was: a database that is behind that was restored from a backup. */
    void note(String indexName, long position) {
        cluster.put("/" + indexName + "/_mapping", Map.of("_meta", IndexDefinition.meta(databaseId.get(), position)));
    }

    /**
     * What the cluster has of the model's indexes.
     *
     * @throws IndexAwayException also if the answer is not one of a cluster: indexes would be taken for gone that are not
     */
    IndexesThere there() {
        Map<String, String> parts = Map.of("filter_path", "*.aliases,*.mappings._meta");
        SearchCluster.Answer answer = cluster.get("/" + names.pattern(), parts);
        if (answer.status() != OK || !answer.body().isObject()) {
            throw new IndexAwayException("The answer about the indexes is none of a search cluster.");
        }
        if (answer.body().isEmpty()
                && !cluster.get("/").body().at("/version/number").isString()) {
            throw new IndexAwayException("Whoever knows of no index is no search cluster.");
        }
        return IndexesThere.of(answer.body());
    }

    /**
     * Makes sure that no other installation has indexes of these names, which each would take for leftovers of its own.
     *
     * @throws IllegalStateException if one has
     */
    void checkOwn(IndexesThere there) {
        String own = databaseId.get();
        there.databases().forEach((index, other) -> {
            if (!other.equals(own)) {
                throw new IllegalStateException(
                        "The index (%s) in the search cluster belongs to another database (%s, this one is %s). Maybe set vesper.gallery.opensearch.prefix to another prefix than (%s), or delete the index if that database is gone."
                                .formatted(index, other, own, settings.prefix()));
            }
        });
    }

    /** How many images of each modality the galleries have that are searched. */
    Map<Modality, Integer> sizes(Collection<GalleryName> galleries) {
        Map<Modality, Integer> sizes = new EnumMap<>(Modality.class);
        List<String> aliases = galleries.stream().map(names::alias).toList();
        for (String some : SearchCluster.joined(aliases)) {
            JsonNode answer = cluster.post(
                            "/" + some + "/_search",
                            Map.of("ignore_unavailable", "true"),
                            Map.of(
                                    "size",
                                    0,
                                    "aggs",
                                    Map.of("sizes", Map.of("terms", Map.of("field", ImageDocument.MODALITY)))))
                    .body();
            for (JsonNode bucket : answer.at("/aggregations/sizes/buckets")) {
                sizes.merge(
                        Modality.of(bucket.path("key").asString()),
                        bucket.path("doc_count").asInt(),
                        Integer::sum);
            }
        }
        return sizes;
    }
}
