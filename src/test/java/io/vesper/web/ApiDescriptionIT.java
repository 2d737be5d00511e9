package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(SharedServer.class)
class ApiDescriptionIT {
    private final TestClient client;

    ApiDescriptionIT(TestClient client) {
        this.client = client;
    }

    @Test
    void theInterfaceIsDescribed() {
        JsonNode api = client.get("/v3/api-docs").json();

        assertThat(api.at("/info/title").asString()).isEqualTo("Vesper");
        assertThat(schema(api, "/gallery").at("/properties/image/type").asString())
                .isEqualTo("array");
        assertThat(schema(api, "/gallery").at("/properties/image/items/format").asString())
                .isEqualTo("binary");
        assertThat(schema(api, "/query")
                        .at("/allOf/1/properties/image/items/format")
                        .asString())
                .isEqualTo("binary");
        assertThat(schema(api, "/jobs/enroll").at("/properties/archive/format").asString())
                .isEqualTo("binary");
        assertThat(schema(api, "/embeddings").at("/properties/image/format").asString())
                .isEqualTo("binary");
        assertThat(schema(api, "/query/explain").at("/properties/image/format").asString())
                .isEqualTo("binary");
        assertThat(api.at("/paths/~1query~1explain/post/requestBody/content").propertyNames())
                .containsExactlyInAnyOrder("multipart/form-data", "application/json");
        assertThat(api.at("/paths/~1query~1explain/post/description").asString())
                .contains("f(i) · w / (N |v| |w|)");
        assertThat(api.at("/components/schemas/Explanation/properties/probe/items/items/type")
                        .asString())
                .isEqualTo("number");
        api.get("paths")
                .forEach(path -> path.forEach(operation -> {
                    assertThat(operation.get("summary").asString()).isNotEmpty();
                    assertThat(operation.get("tags")).hasSize(1);
                    assertThat(operation.at("/responses/default/content").propertyNames())
                            .containsExactly("application/problem+json");
                }));
        assertThat(client.get("/swagger-ui/index.html").status()).isEqualTo(200);
        assertThat(client.get("/swagger-ui").status()).isEqualTo(302);
    }

    @Test
    void jobsAreDescribedWithExamplesThatTheyWouldAccept() {
        JsonNode paths = client.get("/v3/api-docs").json().get("paths");

        assertThat(paths.at("/~1jobs~1enroll/post/requestBody/content").propertyNames())
                .containsExactlyInAnyOrder("multipart/form-data", "application/json");
        JsonNode ablate = paths.get("/jobs/ablate").get("post");
        JsonNode example = ablate.at("/requestBody/content/application~1json/examples/demo/value");
        assertThat(example.get("rows")).extracting(JsonNode::asString).containsExactly("baseline", "all");
        assertThat(ablate.at("/responses").propertyNames()).containsExactlyInAnyOrder("202", "429", "default");
        assertThat(paths.at("/~1models~1{modelId}~1report/get/responses/200/content")
                        .propertyNames())
                .containsExactlyInAnyOrder("text/html", "application/json");
    }

    @Test
    void peopleGalleriesAndCorrectionsAreDescribed() {
        JsonNode api = client.get("/v3/api-docs").json();

        JsonNode patch = api.at("/paths/~1gallery~1{imageId}/patch");
        assertThat(patch.at("/requestBody/content").propertyNames())
                .containsExactlyInAnyOrder("application/merge-patch+json", "application/json");
        assertThat(patch.at("/responses").propertyNames()).contains("200", "404", "409");
        JsonNode person = api.at("/components/schemas/ImagePatch/properties/personId");
        assertThat(person.get("type")).extracting(JsonNode::asString).containsExactly("string", "null");
        assertThat(person.has("$ref")).isFalse();
        assertThat(api.at("/paths/~1people~1{personId}~1merge/post/responses").propertyNames())
                .contains("200", "400", "404");
        assertThat(api.at("/paths/~1galleries~1{gallery}").propertyNames())
                .containsExactlyInAnyOrder("get", "put", "delete");
        assertThat(api.at("/components/schemas/GallerySettings/properties/timeToLive/example")
                        .asString())
                .isEqualTo("P30D");
    }

    @Test
    void keysAndTheScopesTheyNeedAreDescribed() {
        JsonNode api = client.get("/v3/api-docs").json();

        JsonNode scheme = api.at("/components/securitySchemes/apiKey");
        assertThat(scheme.get("in").asString()).isEqualTo("header");
        assertThat(scheme.get("name").asString()).isEqualTo("X-API-Key");
        assertThat(api.at("/security/0").propertyNames()).containsExactly("apiKey");
        assertThat(api.at("/paths/~1keys/post/description").asString()).endsWith("Needs the scope `admin`.");
        assertThat(api.at("/paths/~1query/post/description").asString()).endsWith("Needs the scope `query`.");
        assertThat(api.at("/paths/~1models/get/description").asString()).endsWith("Any key will do.");
        api.get("paths")
                .forEach(path -> path.forEach(
                        operation -> assertThat(operation.get("description").asString())
                                .containsAnyOf("Needs the scope", "Any key")));
        assertThat(api.at("/components/schemas/NewKey/properties").propertyNames())
                .contains("key", "keyId", "scopes");
    }

    private static JsonNode schema(JsonNode api, String path) {
        JsonNode body = api.get("paths").get(path).at("/post/requestBody/content");
        String reference = body.get("multipart/form-data").at("/schema/$ref").asString();
        return api.at(reference.substring(1));
    }
}
