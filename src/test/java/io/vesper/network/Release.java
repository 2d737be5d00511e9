package io.vesper.network;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Names and shapes of the authors' released checkpoint, trained on SYSU-MM01's 395 people. */
final class Release {
    static final int IDENTITIES = 395;

    private Release() {}

    static NamedShapes tensors() throws IOException {
        try (InputStream in = Release.class.getResourceAsStream("/weights/release_names.json")) {
            Map<String, long[]> shapes = new LinkedHashMap<>();
            for (JsonNode tensor : JsonMapper.shared().readTree(in).path("tensors")) {
                long[] shape = tensor.path(1)
                        .valueStream()
                        .mapToLong(size -> size.isString() ? IDENTITIES : size.asLong())
                        .toArray();
                shapes.put(tensor.path(0).asString(), shape);
            }
            return new NamedShapes(shapes, 0.5f);
        }
    }
}
