package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds a server to its OpenAPI document: each request and each answer must be as the document says, with no field that it does not
 * name and none missing that it requires.
 */
final class Contract {
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private TestClient client;
    private final JsonNode api;
    private final Set<String> driven = new TreeSet<>();

    Contract(TestClient client) {
        this.client = client;
        this.api = client.get("/v3/api-docs").json();
        closeObjects(api.at("/components/schemas"));
    }

    /** An object has no properties but those that are named. */
    private static void closeObjects(JsonNode components) {
        components.forEach(schema -> {
            if (schema.has("properties") && !schema.has("additionalProperties")) {
                ((ObjectNode) schema).put("additionalProperties", false);
            }
        });
    }

    /** From now on, requests carry the key. */
    void useKey(String key) {
        client = client.withKey(key);
    }

    /** All operations of the document, as {@code GET /gallery}. */
    Set<String> documented() {
        Set<String> operations = new TreeSet<>();
        api.get("paths")
                .forEachEntry((path, methods) -> methods.propertyNames()
                        .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        return operations;
    }

    /** Every example of a body is one that the document allows; how many there are. */
    int checkExamples() {
        int checked = 0;
        for (JsonNode content : api.get("paths").findValues("content")) {
            JsonNode json = content.path("application/json");
            for (JsonNode example : json.path("examples")) {
                check(json.get("schema"), parsed(example.get("value")), "example " + example);
                checked++;
            }
            if (json.has("example")) {
                check(json.get("schema"), parsed(json.get("example")), "example " + json.get("example"));
                checked++;
            }
        }
        return checked;
    }

    /** The library leaves some examples the text that they were written as. */
    private static JsonNode parsed(JsonNode example) {
        return example.isString() ? TestClient.json(example.asString()) : example;
    }

    /** Operations that were answered with success. */
    Set<String> driven() {
        return driven;
    }

    /** @param path with the document's placeholders, which the values replace in order, and maybe a query */
    Reply get(String path, String... values) {
        return call("GET", path, null, BodyPublishers.noBody(), values);
    }

    Reply delete(String path, String... values) {
        return call("DELETE", path, null, BodyPublishers.noBody(), values);
    }

    Reply post(String path, String... values) {
        return call("POST", path, null, BodyPublishers.noBody(), values);
    }

    Reply post(String path, Parts parts) {
        return call("POST", path, parts.contentType(), BodyPublishers.ofByteArray(parts.bytes()));
    }

    Reply json(String method, String path, String body, String... values) {
        JsonNode content = operation(method, path).at("/requestBody/content");
        assertThat(content.has("application/json")).as(path).isTrue();
        check(content.get("application/json").get("schema"), TestClient.json(body), method + " " + path + " " + body);
        return call(method, path, "application/json", BodyPublishers.ofString(body), values);
    }

    private Reply call(
            String method,
            String path,
            @Nullable String contentType,
            HttpRequest.BodyPublisher body,
            String... values) {
        String filled = path;
        for (String value : values) {
            String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
            filled = filled.replaceFirst("\\{[^}]*}", encoded);
        }
        HttpRequest.Builder request = client.request(filled).method(method, body);
        Reply reply = client.send(contentType == null ? request : request.header("Content-Type", contentType));
        check(operation(method, path), reply, method + " " + filled);
        if (reply.status() < 400) {
            driven.add(method + " " + template(path));
        }
        return reply;
    }

    private static String template(String path) {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    private JsonNode operation(String method, String path) {
        JsonNode operation = api.get("paths").path(template(path)).path(method.toLowerCase(Locale.ROOT));
        assertThat(operation.isMissingNode())
                .as("not documented: %s %s", method, path)
                .isFalse();
        return operation;
    }

    private void check(JsonNode operation, Reply reply, String what) {
        String said = "%s -> %d %s".formatted(what, reply.status(), reply.text());
        JsonNode responses = operation.get("responses");
        assertThat(responses.propertyNames()).as(said).contains(String.valueOf(reply.status()));
        JsonNode content = responses.get(String.valueOf(reply.status())).path("content");
        if (reply.bytes().length == 0) {
            assertThat(content.isMissingNode()).as(said).isTrue();
            return;
        }
        String type = reply.header("Content-Type").replaceFirst(";.*", "");
        assertThat(content.propertyNames()).as(said).contains(type);
        if (type.equals("application/json")) {
            check(content.get(type).get("schema"), reply.json(), said);
        }
    }

    private void check(@Nullable JsonNode schema, JsonNode value, String what) {
        assertThat(schema).as("the schema of " + what).isNotNull();
        ObjectNode whole = JsonMapper.shared().createObjectNode();
        whole.set("components", api.get("components"));
        whole.setAll((ObjectNode) schema.deepCopy());
        Schema validator = schemas.getSchema(whole);
        assertThat(validator.validate(value)).as(what).isEmpty();
    }
}
