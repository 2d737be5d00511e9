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
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Requests to every operation of an OpenAPI document, by turns as it says, nearly so, and not at all. */
final class FuzzedRequests {
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
    private static final Set<String> REQUIRED = Set.of("modality", "cameraId");
    private static final Pattern PLACE = Pattern.compile("\\{([^}]*)}");
    private final List<Operation> operations = new ArrayList<>();
    private final Random random;
    private final FuzzedValues values;
    private final HostilePictures pictures;

    /** One operation of the document. */
    private record Operation(String path, String method, JsonNode description, JsonNode schemas) {}

    FuzzedRequests(JsonNode api, Random random) {
        this.random = random;
        this.values = new FuzzedValues(random);
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

    /** Later requests name what an answer has named. */
    void learnFrom(String answer) {
        values.learnFrom(answer);
    }

    HttpRequest.Builder next(TestClient client) {
        Operation operation = operations.get(random.nextInt(operations.size()));
        String path = PLACE.matcher(operation.path()).replaceAll(place -> encoded(values.next(place.group(1))));
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
                parts.with(name, values.next(name));
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
                case 2 -> body.put(name, values.next(name));
                case 3 -> body.putArray(name).add(values.next(name));
                case 4 -> body.putObject(name).put("type", "demo").put("path", values.next("path"));
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
                        .append(encoded(values.next(parameter.get("name").asString())));
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

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
