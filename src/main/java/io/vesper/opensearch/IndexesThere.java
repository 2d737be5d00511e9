package io.vesper.opensearch;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Indexes as the cluster has them at one moment.
 *
 * @param names of all
 * @param aliases to which index each leads
 * @param databases whose each is, where that is known
 * @param position the furthest of the log of changes that was noted in any of them; -1: in none
 */
record IndexesThere(Set<String> names, Map<String, String> aliases, Map<String, String> databases, long position) {
    /** @param answer by the names of the indexes */
    static IndexesThere of(JsonNode answer) {
        Map<String, String> aliases = new HashMap<>();
        Map<String, String> databases = new HashMap<>();
        long position = -1;
        for (Map.Entry<String, JsonNode> index : answer.properties()) {
            index.getValue().path("aliases").propertyNames().forEach(alias -> aliases.put(alias, index.getKey()));
            JsonNode meta = index.getValue().at("/mappings/_meta");
            if (meta.has(IndexDefinition.DATABASE)) {
                databases.put(index.getKey(), meta.get(IndexDefinition.DATABASE).asString());
            }
            position = Math.max(position, meta.path(IndexDefinition.POSITION).asLong(-1));
        }
        return new IndexesThere(Set.copyOf(answer.propertyNames()), aliases, databases, position);
    }

    /** Whether an alias leads to an index. */
    boolean leads(String alias, String index) {
        return index.equals(aliases.get(alias));
    }
}
