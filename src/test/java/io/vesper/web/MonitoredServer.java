package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.VesperApplication;
import io.vesper.access.ApiKeys;
import io.vesper.access.KeyLimits;
import io.vesper.access.NewKey;
import io.vesper.access.Scope;
import io.vesper.gallery.Pictures;
import io.vesper.training.TinyTraining;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real server with the shipped model and keys, and traffic of each kind. */
record MonitoredServer(TestServer server, TestClient client) implements AutoCloseable {
    static MonitoredServer start(Path folder) throws IOException {
        // A copy: trainings publish beside it.
        FileSystemUtils.copyRecursively(
                Path.of("models", "synthetic"),
                Files.createDirectories(folder.resolve("models")).resolve("synthetic"));
        TestServer server = TestServer.start(folder, VesperApplication.class);
        return new MonitoredServer(server, server.client().withKey(key(server, Scope.ADMIN)));
    }

    private static String key(TestServer server, Scope scope) {
        return server.bean(ApiKeys.class)
                .create(new NewKey("monitored", Set.of(scope), null, KeyLimits.NONE))
                .text();
    }

    /** With which Prometheus comes. */
    String metricsKey() {
        return key(server, Scope.QUERY);
    }

    int port() {
        return server.port();
    }

    /** Enrols, queries in each way, explains, and is refused. */
    void traffic(int shot) {
        byte[] picture = Pictures.jpeg(1, shot);
        Reply enrolled = client.post("/gallery", labels().image(picture));
        assertThat(enrolled.status()).as(enrolled.text()).isEqualTo(201);
        String image = enrolled.json().at("/images/0/imageId").asString();
        client.post("/gallery", labels().image(picture));
        client.post("/gallery", labels().with("modality", "infrared").image(picture));
        assertThat(client.post("/gallery", labels().image(new byte[] {1})).status())
                .isEqualTo(415);
        assertThat(client.post("/query", probe().image(picture)).status()).isEqualTo(200);
        assertThat(client.post("/query", probe()).status()).isEqualTo(400);
        assertThat(client.postJson("/query", "{\"imageId\": \"%s\", \"gallery\": \"lobby\"}".formatted(image))
                        .status())
                .isEqualTo(200);
        JsonNode embedding = client.post(
                        "/embeddings", new Parts().with("modality", "visible").image(picture))
                .json()
                .get("embedding");
        assertThat(client.postJson(
                                "/query",
                                "{\"embedding\": %s, \"modality\": \"visible\", \"gallery\": \"lobby\"}"
                                        .formatted(embedding))
                        .status())
                .isEqualTo(200);
        assertThat(client.postJson(
                                "/query/explain", "{\"imageId\": \"%s\", \"matchId\": \"%s\"}".formatted(image, image))
                        .status())
                .isEqualTo(200);
    }

    /** Begins a training of which an epoch takes a second, and which is validated after each. */
    String train(int epochs) {
        Map<String, Object> overrides = new LinkedHashMap<>(TinyTraining.SETTINGS);
        overrides.put("selection.everyEpochs", 1);
        Map<String, Object> body = Map.of(
                "dataset",
                Map.of("type", "demo"),
                "preset",
                "demo",
                "epochs",
                epochs,
                "modelId",
                "night",
                "overrides",
                overrides);
        Reply reply = client.postJson("/jobs/train", JsonMapper.shared().writeValueAsString(body));
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        return reply.header("Location");
    }

    String metrics() {
        return client.get("/actuator/prometheus").text();
    }

    boolean hasEnded(String job) {
        return List.of("COMPLETED", "FAILED", "STOPPED")
                .contains(client.get(job).json().path("status").asString());
    }

    private static Parts labels() {
        return new Parts()
                .with("personId", "alice")
                .with("gallery", "lobby")
                .with("cameraId", "north-gate")
                .with("modality", "visible");
    }

    private static Parts probe() {
        return new Parts().with("modality", "visible").with("gallery", "lobby");
    }

    @Override
    public void close() {
        server.close();
    }
}
