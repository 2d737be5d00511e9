package io.vesper.web;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Requests to every operation of an OpenAPI document, by turns as it says, nearly so, and not at all. */
final class FuzzedRequests {
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
    private static final Pattern PLACE = Pattern.compile("\\{([^}]*)}");
    private final List<Operation> operations = new ArrayList<>();
    private final List<Operation> ofArchives;
    private final Random random;
    private final FuzzedValues values;
    private final FuzzedBodies bodies;

    /** One operation of the document. */
    private record Operation(String path, String method, JsonNode description, JsonNode schemas) {}

    FuzzedRequests(JsonNode api, Random random) {
        this.random = random;
        this.values = new FuzzedValues(random);
        this.bodies = new FuzzedBodies(random, values);
        JsonNode schemas = api.at("/components/schemas");
        for (Map.Entry<String, JsonNode> path : api.get("paths").properties()) {
            for (String method : METHODS) {
                if (path.getValue().has(method)) {
                    operations.add(
                            new Operation(path.getKey(), method, path.getValue().get(method), schemas));
                }
            }
        }
        ofArchives = operations.stream()
                .filter(operation -> operation.path().equals(UploadLimits.ARCHIVES))
                .toList();
    }

    int operations() {
        return operations.size();
    }

    /** Later requests name what an answer has named. */
    void learnFrom(String answer) {
        values.learnFrom(answer);
    }

    HttpRequest.Builder next(TestClient client) {
        // Archives can be bad in many ways.
        Operation operation = any(random.nextInt(12) == 0 ? ofArchives : operations);
        String path = PLACE.matcher(operation.path()).replaceAll(place -> encoded(values.next(place.group(1))));
        HttpRequest.Builder request = client.request(path + query(operation));
        String method = random.nextInt(20) == 0
                ? any(METHODS).toUpperCase(Locale.ROOT)
                : operation.method().toUpperCase(Locale.ROOT);
        JsonNode content = operation.description().at("/requestBody/content");
        if (content.isMissingNode()) {
            return request.method(method, BodyPublishers.noBody());
        }
        List<String> types = new ArrayList<>(content.propertyNames());
        String type = any(types);
        return type.startsWith("multipart/")
                ? bodies.multipart(request, method, properties(content.get(type).get("schema"), operation.schemas()))
                : bodies.json(
                        request, method, type, properties(content.get(type).get("schema"), operation.schemas()));
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
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
