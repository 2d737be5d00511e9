package io.vesper.opensearch;

import io.vesper.index.GalleryName;
import io.vesper.index.IndexAwayException;
import io.vesper.person.Modality;
import io.vesper.store.IndexPartStore.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The indexes of one model in the cluster: made, switched, counted and deleted. */
final class ClusterIndexes {
    private final SearchCluster cluster;
    private final IndexNames names;
    private final Map<String, Object> definition;

    ClusterIndexes(SearchCluster cluster, IndexNames names, OpenSearchSettings settings, int dimension) {
        this.cluster = cluster;
        this.names = names;
        this.definition = IndexDefinition.of(settings, dimension);
    }

    /** Under which an index is filled, until it is searched: writing to an alias never makes an index by mistake. */
    static String fillAlias(Part part) {
        return part.indexName() + "-fill";
    }

    void create(Part part) {
        Map<String, Object> body = new HashMap<>(definition);
        body.put("aliases", Map.of(fillAlias(part), Map.of()));
        cluster.put("/" + part.indexName(), body);
    }

    /** Lets searches ask an index, instead of the one that they asked before. */
    void serve(Part part, @Nullable Part before) {
        String alias = names.alias(part.gallery());
        List<Object> actions = new ArrayList<>();
        actions.add(Map.of("add", Map.of("index", part.indexName(), "alias", alias)));
        actions.add(remove(part.indexName(), fillAlias(part)));
        if (before != null && !before.indexName().equals(part.indexName()) && all().contains(before.indexName())) {
            actions.add(remove(before.indexName(), alias));
        }
        SearchCluster.Answer answer = cluster.post("/_aliases", Map.of(), Map.of("actions", actions));
        if (!answer.isFound()) {
            throw new IndexAwayException("The index (%s) is gone.".formatted(part.indexName()));
        }
    }

    private static Map<String, Object> remove(String index, String alias) {
        return Map.of("remove", Map.of("index", index, "alias", alias, "must_exist", false));
    }

    void delete(String indexName) {
        cluster.delete("/" + indexName);
    }

    /** The names of all that are there. */
    Set<String> all() {
        Set<String> found = new HashSet<>();
        cluster.get("/" + names.pattern() + "/_alias").body().propertyNames().forEach(found::add);
        return found;
    }

    /** Which aliases lead to which index. */
    Map<String, String> aliases() {
        Map<String, String> aliases = new HashMap<>();
        JsonNode indexes = cluster.get("/" + names.pattern() + "/_alias").body();
        for (Map.Entry<String, JsonNode> index : indexes.properties()) {
            index.getValue().path("aliases").propertyNames().forEach(alias -> aliases.put(alias, index.getKey()));
        }
        return aliases;
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
