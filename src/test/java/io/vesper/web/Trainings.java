package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.training.TinyTraining;
import io.vesper.web.TestClient.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openqa.selenium.Dimension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The trainings of a server with the shipped model, which trains tiny networks. */
record Trainings(TestServer server) {
    TestClient client() {
        return server.client();
    }

    /** Opens the console of the server. */
    Browser open(Dimension size, String hash) {
        return Browser.open(server, size, hash);
    }

    /** A training to begin from, of which an epoch takes a second. */
    String submit(String modelId, int epochs, Map<String, Object> more) {
        return submit(client(), modelId, epochs, more);
    }

    /** Submits it with a client's key. */
    static String submit(TestClient client, String modelId, int epochs, Map<String, Object> more) {
        Map<String, Object> overrides = new LinkedHashMap<>(TinyTraining.SETTINGS);
        overrides.putAll(more);
        Reply reply = client.postJson(
                "/jobs/train",
                JsonMapper.shared()
                        .writeValueAsString(Map.of(
                                "dataset", Map.of("type", "demo"),
                                "preset", "demo",
                                "epochs", epochs,
                                "modelId", modelId,
                                "overrides", overrides)));
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        return reply.json().get("id").asString();
    }

    JsonNode job(String id) {
        return client().get("/jobs/" + id).json();
    }

    void awaitEnd(String id) {
        client().get("/jobs/" + id + "/events");
    }
}
