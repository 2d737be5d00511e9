package io.vesper.web;

import io.vesper.web.TestClient.Parts;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Requests to every operation of an OpenAPI document, by turns as it says, nearly so, and not at all. */
final class FuzzedRequests {
    private static final List<String> STRANGE = List.of(
            "",
            " ",
            "null",
            "-1",
            "0",
            "1e999",
            "NaN",
            "9223372036854775808",
            "true",
            "..",
            "../../etc/passwd",
            "%00",
            "\u0000",
            "' OR 1=1 --",
            "<script>alert(1)</script>",
            "${jndi:ldap://x}",
            "{{7*7}}",
            "東京",
            "😀",
            "\uD800",
            "a".repeat(300),
            "2026-11-24T08:15:00Z",
            "+999999999-12-31T23:59:59Z",
            "visible",
            "infrared",
            "default",
            "0007",
            "[]",
            "{}",
            "P30D");
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private static final Map<String, List<String>> HONEST = Map.of(
            "modality", List.of("visible", "infrared"),
            "galleryModality", List.of("visible", "infrared", "any"),
            "cameraId", List.of("1", "2"),
            "personId", List.of("p1", "p2", "p3"),
            "into", List.of("p1", "p2"),
            "capturedAt", List.of("2026-11-24T08:15:00Z"),
            "aggregate", List.of("max", "mean", "centroid"),
            "rerank", List.of("none", "k-reciprocal"),
            "timeToLive", List.of("P30D"),
            "attributes", List.of("{\"site\":\"north\"}"));
    private static final Set<String> REQUIRED = Set.of("modality", "cameraId");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern PLACE = Pattern.compile("\\{([^}]*)}");
    private static final int REMEMBERED = 200;

    private final List<Operation> operations = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final Random random;
    private final HostilePictures pictures;

    /** One operation of the document. */
    private record Operation(String path, String method, JsonNode description, JsonNode schemas) {}

    FuzzedRequests(JsonNode api, Random random) {
        this.random = random;
        this.pictures = new HostilePictures(random);
        JsonNode schemas = api.at("/components/schemas");
        for (Map.Entry<String, JsonNode> path : api.get("paths").properties()) {
            for (String method : METHODS) {
                if (path.getValue().has(method)) {
                    operations.add(
                            new Operation(path.getKey(), method, path.getValue().get(method), schemas));
                }
            }
        }
    }

    int operations() {
        return operations.size();
    }

    /** Later requests name what an answer has named: images, queries, jobs. */
    void learnFrom(String answer) {
        ID.matcher(answer).results().limit(10).map(MatchResult::group).forEach(ids::add);
        while (ids.size() > REMEMBERED) {
            ids.remove(0);
        }
    }

    HttpRequest.Builder next(TestClient client) {
        Operation operation = operations.get(random.nextInt(operations.size()));
        String path = PLACE.matcher(operation.path()).replaceAll(place -> encoded(value(place.group(1))));
        HttpRequest.Builder request = client.request(path + query(operation));
        String method = random.nextInt(20) == 0
                ? METHODS.get(random.nextInt(METHODS.size())).toUpperCase(Locale.ROOT)
                : operation.method().toUpperCase(Locale.ROOT);
        JsonNode content = operation.description().at("/requestBody/content");
        if (content.isMissingNode()) {
            return request.method(method, BodyPublishers.noBody());
        }
        List<String> types = new ArrayList<>(content.propertyNames());
        String type = types.get(random.nextInt(types.size()));
        return type.startsWith("multipart/")
                ? multipart(request, method, properties(content.get(type).get("schema"), operation.schemas()))
                : json(request, method, type, properties(content.get(type).get("schema"), operation.schemas()));
    }

    private HttpRequest.Builder multipart(HttpRequest.Builder request, String method, List<String> names) {
        Parts parts = new Parts();
        for (String name : names) {
            if (name.equals("image") || name.equals("archive")) {
                for (int i = random.nextInt(3); i >= 0; i--) {
                    parts.image(pictures.next());
                }
            } else if (random.nextInt(3) == 0 || REQUIRED.contains(name)) {
                parts.with(name, value(name));
            }
        }
        byte[] body = parts.bytes();
        return request.header("Content-Type", parts.contentType())
                .method(method, BodyPublishers.ofByteArray(perhapsCut(body)));
    }

    private HttpRequest.Builder json(HttpRequest.Builder request, String method, String type, List<String> names) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        for (String name : names) {
            switch (random.nextInt(6)) {
                case 0 -> body.putNull(name);
                case 1 -> body.put(name, random.nextInt());
                case 2 -> body.put(name, value(name));
                case 3 -> body.putArray(name).add(value(name));
                case 4 -> body.putObject(name).put("type", "demo").put("path", value("path"));
                default -> {} // left out
            }
        }
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        return request.header("Content-Type", type).method(method, BodyPublishers.ofByteArray(perhapsCut(bytes)));
    }

    private byte[] perhapsCut(byte[] body) {
        return random.nextInt(10) > 0 ? body : Arrays.copyOf(body, random.nextInt(body.length + 1));
    }

    private String query(Operation operation) {
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : operation.description().path("parameters")) {
            if (parameter.path("in").asString().equals("query") && random.nextInt(3) == 0) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(encoded(parameter.get("name").asString()))
                        .append('=')
                        .append(encoded(value(parameter.get("name").asString())));
            }
        }
        return query.toString();
    }

    private static List<String> properties(JsonNode schema, JsonNode schemas) {
        List<String> names = new ArrayList<>(schema.path("properties").propertyNames());
        if (schema.has("$ref")) {
            String name = schema.get("$ref").asString();
            names.addAll(properties(schemas.path(name.substring(name.lastIndexOf('/') + 1)), schemas));
        }
        for (String alternatives : List.of("allOf", "oneOf", "anyOf")) {
            schema.path(alternatives).forEach(part -> names.addAll(properties(part, schemas)));
        }
        return names;
    }

    private String value(String name) {
        if (random.nextInt(10) == 0) {
            return STRANGE.get(random.nextInt(STRANGE.size()));
        }
        if (name.endsWith("Id") && !HONEST.containsKey(name) && !ids.isEmpty()) {
            return ids.get(random.nextInt(ids.size()));
        }
        List<String> values = random.nextInt(4) == 0 ? STRANGE : HONEST.getOrDefault(name, STRANGE);
        return values.get(random.nextInt(values.size()));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
