package io.vesper.web;

import static io.vesper.web.JarInstallation.ended;
import static io.vesper.web.JarInstallation.path;
import static io.vesper.web.JarInstallation.picture;
import static io.vesper.web.JarInstallation.query;
import static io.vesper.web.JarInstallation.train;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.web.TestClient.Reply;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole path on the real jar, the shipped model and the demo pictures. */
@Timeout(600)
class JarIT {
    @TempDir
    Path folder;

    private JarInstallation installation;

    @BeforeEach
    void install() throws IOException {
        installation = JarInstallation.in(folder);
    }

    @Test
    void fromTheDemoGalleryToAModelTrainedActivatedAndQueried() throws IOException {
        byte[] probe = picture("cam3/0031/0001.jpg");
        try (JarProcess server = installation.serveDemo()) {
            TestClient client = server.client();
            JsonNode answer = query(client, probe);
            assertThat(answer.path("modelId").asString()).isEqualTo("synthetic");
            assertThat(answer.path("results"))
                    .hasSize(5)
                    .allSatisfy(result -> assertThat(result.path("images"))
                            .isNotEmpty()
                            .allSatisfy(
                                    image -> assertThat(image.path("modality").asString())
                                            .isEqualTo("visible")));
            assertThat(server.log()).contains("352 pictures");

            Reply submitted = train(server, 2, "night-1", true);
            JsonNode job = ended(server, submitted);
            assertThat(job.path("status").asString()).as(job.toString()).isEqualTo("COMPLETED");
            assertThat(job.at("/result/modelId").asString()).isEqualTo("night-1");
            server.await(
                    "/models",
                    reply -> reply.json().path("activeModelId").asString().equals("night-1"));
            assertThat(query(client, probe).path("modelId").asString()).isEqualTo("night-1");
            assertThat(client.get("/models/night-1")
                            .json()
                            .at("/metrics/representation/rank1")
                            .isNumber())
                    .isTrue();
            assertThat(client.get("/actuator/prometheus").text())
                    .contains(
                            "vesper_decode_seconds_count", "vesper_embed_seconds_count", "vesper_search_seconds_count")
                    .contains("vesper_index_size", "vesper_job_progress");
        }
    }

    @Test
    void theRealServerTakesTheDocumentedTrainingAndRefusesBadOnes() {
        try (JarProcess server = installation.serve()) {
            TestClient client = server.client();
            Reply documented = client.postJson("/jobs/train", JobExamples.TRAIN);
            assertThat(documented.status()).as(documented.text()).isEqualTo(202);
            assertThat(client.postJson(path(documented) + "/stop", "").status()).isEqualTo(202);
            assertRefused(client, "dataset", training("sysu-mm01\", \"path\": \"../../etc", "demo", ""));
            assertRefused(client, "preset", training("demo", "papr", ""));
            assertRefused(client, "modelId", training("demo", "demo", ", \"modelId\": \"synthetic\""));
            assertRefused(client, "overrides.epochs", training("demo", "demo", overriding("epochs", "1.9")));
            assertRefused(
                    client,
                    "overrides.optimiser.learningRate",
                    training("demo", "demo", overriding("optimiser.learningRate", "-1")));
            assertRefused(
                    client,
                    "overrides.loss.temperature",
                    training("demo", "demo", overriding("loss.temperature", "0")));
            assertRefused(
                    client,
                    "overrides.network.backbone",
                    training("demo", "demo", overriding("network.backbone", "\"resnet18\"")));
            Reply foreign = client.send(client.request("/models")
                    .header("Origin", "http://evil.example")
                    .GET());
            assertThat(foreign.status()).isEqualTo(403);
        }
    }

    private static String training(String type, String preset, String more) {
        return "{\"dataset\": {\"type\": \"%s\"}, \"preset\": \"%s\"%s}".formatted(type, preset, more);
    }

    private static String overriding(String name, String value) {
        return ", \"overrides\": {\"%s\": %s}".formatted(name, value);
    }

    private static void assertRefused(TestClient client, String field, String body) {
        Reply reply = client.postJson("/jobs/train", body);
        assertThat(reply.status()).as(body + reply.text()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/field").asString()).as(body).isEqualTo(field);
    }
}
