package io.vesper.opensearch;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How an index is made: its shards, what it knows of an image, and how its graphs are built. */
final class IndexDefinition {
    /** Whose an index is, see {@link io.vesper.store.SettingStore#databaseId}. */
    static final String DATABASE = "database";
    /** How far the log of changes was at some moment. */
    static final String POSITION = "position";

    private IndexDefinition() {}

    /**
     * As the body of the request that makes it.
     *
     * @param databaseId whose it is
     * @param dimension D of the vectors
     */
    static Map<String, Object> of(OpenSearchSettings settings, String databaseId, int dimension) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(ImageDocument.GROUP, keyword());
        properties.put(ImageDocument.CAMERA, keyword());
        properties.put(ImageDocument.MODALITY, keyword());
        properties.put(ImageDocument.CAPTURED_AT, Map.of("type", "long"));
        properties.put(ImageDocument.SEQUENCE, Map.of("type", "long"));
        properties.put(ImageDocument.FINGERPRINT, Map.of("type", "long", "index", false));
        properties.put(ImageDocument.VECTOR, vector(settings, dimension));
        return Map.of(
                "settings",
                Map.of("index", index(settings)),
                "mappings",
                Map.of("_meta", meta(databaseId, -1), "dynamic", "strict", "properties", properties));
    }

    /** What an index knows of itself. */
    static Map<String, Object> meta(String databaseId, long position) {
        return Map.of(DATABASE, databaseId, POSITION, position);
    }

    private static Map<String, Object> index(OpenSearchSettings settings) {
        return Map.of(
                "knn",
                true,
                "number_of_shards",
                settings.shards(),
                "number_of_replicas",
                settings.replicas(),
                // The feed makes what it wrote visible; this is for what it wrote before it was killed.
                "refresh_interval",
                "30s",
                // How long an erased image is remembered, in case an older change of it comes late.
                "gc_deletes",
                "1h");
    }

    private static Map<String, Object> keyword() {
        return Map.of("type", "keyword");
    }

    /** Vectors have the length 1: their inner product is the cosine. */
    private static Map<String, Object> vector(OpenSearchSettings settings, int dimension) {
        Map<String, Object> vector = new LinkedHashMap<>();
        vector.put("type", "knn_vector");
        vector.put("dimension", dimension);
        vector.put("space_type", "innerproduct");
        if (settings.mode() == OpenSearchSettings.Mode.ON_DISK) {
            vector.put("mode", "on_disk");
        }
        if (settings.compression() > 1) {
            vector.put("compression_level", settings.compression() + "x");
        }
        vector.put(
                "method",
                Map.of(
                        "name",
                        "hnsw",
                        "engine",
                        settings.engine().name().toLowerCase(Locale.ROOT),
                        "parameters",
                        Map.of("m", settings.m(), "ef_construction", settings.efConstruction())));
        return vector;
    }
}
