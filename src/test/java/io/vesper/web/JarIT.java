package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole path on the real jar, the shipped model and the demo pictures. */
@Timeout(600)
class JarIT {
    private static final Path DEMO = Path.of("src/main/resources/datasets/demo");
    private static final Path SHIPPED = Path.of("models/synthetic");
    /** A network of which an epoch takes a second or two. */
    private static final String TINY = """
            {"dataset": {"type": "demo"}, "preset": "demo", "epochs": %d, "modelId": "%s", "activate": %s, "overrides": {
              "network": {"backbone": "small", "initialWeights": "none", "frozenStages": 0,
                          "inputSize": {"height": 32, "width": 16},
                          "bottleneck": {"first": 32, "second": 24, "representation": 16, "classifier": 8}},
              "batch": {"identitiesPerBatch": 10, "imagesPerIdentity": 2, "repeats": 1}}}
            """;

    @TempDir
    Path folder;

    private Path models;

    @BeforeEach
    void copyTheShippedModel() throws IOException {
        models = folder.resolve("models");
        Files.createDirectories(models.resolve("synthetic"));
        try (Stream<Path> files = Files.list(SHIPPED)) {
            for (Path file : files.toList()) {
                Files.copy(file, models.resolve("synthetic").resolve(file.getFileName()));
            }
        }
    }

    @Test
    void fromTheDemoGalleryToAModelTrainedActivatedAndQueried() throws IOException {
        byte[] probe = picture("cam3/0031/0001.jpg");
        try (JarProcess server = JarProcess.serveDemo(folder, models)) {
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
            assertThat(server.log()).contains("232 pictures");

            Reply submitted = client.postJson("/jobs/train", TINY.formatted(2, "night-1", "true"));
            assertThat(submitted.status()).as(submitted.text()).isEqualTo(202);
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
    void afterAKillWhatWasAcknowledgedIsThereAndTheTrainingGoesOn() throws IOException {
        List<String> acknowledged = new ArrayList<>();
        Reply submitted;
        List<JsonNode> before;
        try (JarProcess server = JarProcess.serveDemo(folder, models)) {
            TestClient client = server.client();
            submitted = client.postJson("/jobs/train", TINY.formatted(12, "survivor", "false"));
            assertThat(submitted.status()).as(submitted.text()).isEqualTo(202);
            for (int i = 1; i <= 3; i++) {
                acknowledged.add(enrol(client, "cam3/0031/000%d.jpg".formatted(i)));
            }
            server.await(
                    path(submitted), reply -> reply.json().at("/progress/done").asInt() >= 2);
            acknowledged.add(enrol(client, "cam3/0031/0004.jpg"));
            before = epochs(server, submitted);
            server.kill();
        }
        try (JarProcess server = JarProcess.serveDemo(folder, models)) {
            for (String imageId : acknowledged) {
                assertThat(server.client().get("/gallery/" + imageId + "/image").status())
                        .isEqualTo(200);
            }
            JsonNode found = query(server.client(), picture("cam3/0031/0004.jpg"));
            assertThat(found.at("/results/0/personId").asString()).isEqualTo("night-walker");
            assertThat(found.at("/results/0/score").asDouble()).isGreaterThan(0.9999);
            JsonNode job = ended(server, submitted);
            assertThat(job.path("status").asString()).as(job.toString()).isEqualTo("COMPLETED");
            List<JsonNode> metrics = epochs(server, submitted);
            assertThat(metrics).hasSize(12);
            // The speed that was measured tells a row from one of a second training of the same epoch.
            assertThat(metrics.subList(0, before.size())).isEqualTo(before);
        }
    }

    @Test
    void theRealServerTakesTheDocumentedTrainingAndRefusesBadOnes() {
        try (JarProcess server = JarProcess.serveDemo(folder, models)) {
            TestClient client = server.client();
            Reply documented = client.postJson("/jobs/train", JobExamples.TRAIN);
            assertThat(documented.status()).as(documented.text()).isEqualTo(202);
            assertThat(client.postJson(path(documented) + "/stop", "").status()).isEqualTo(202);
            assertRefused(client, "dataset", training("sysu-mm01\", \"path\": \"../../etc", "demo", ""));
            assertRefused(client, "preset", training("demo", "papr", ""));
            assertRefused(client, "modelId", training("demo", "demo", ", \"modelId\": \"synthetic\""));
            assertRefused(client, "overrides", training("demo", "demo", overriding("epochs", "1.9")));
            assertRefused(client, "overrides", training("demo", "demo", overriding("optimiser.learningRate", "-1")));
            assertRefused(client, "overrides", training("demo", "demo", overriding("loss.temperature", "0")));
            assertRefused(
                    client, "overrides", training("demo", "demo", overriding("network.backbone", "\"resnet18\"")));
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

    @Test
    void aServerThatIsToldToEndGivesItsJobBackAndKeepsItsDatabaseOpenUntilThen() {
        Reply submitted;
        try (JarProcess server = JarProcess.serveDemo(folder, models)) {
            submitted = server.client().postJson("/jobs/train", TINY.formatted(200, "long", "false"));
            server.await(
                    path(submitted), reply -> reply.json().at("/progress/done").asInt() >= 1);
            server.close();
            assertThat(server.log()).doesNotContain("already closed", "unknown state");
        }
        try (JarProcess server = JarProcess.serveDemo(folder, models)) {
            server.await(
                    path(submitted),
                    reply -> reply.json().path("status").asString().equals("RUNNING"));
        }
    }

    @Test
    void theCommandLineTrainsEvaluatesAndEmbeds() throws IOException {
        String[] folders = {"--data-dir", folder.resolve("data").toString(), "--models-dir", models.toString()};
        JarProcess.Output evaluated = run(folders, "evaluate", "--trials", "2");
        assertThat(evaluated.exitCode()).as(evaluated.text()).isZero();
        assertThat(evaluated.text()).contains("| chance |", "| colour histogram |", "| synthetic, representation |");

        JarProcess.Output embedded = run(
                folders,
                "embed",
                "--modality",
                "infrared",
                DEMO.resolve("cam3/0031/0001.jpg").toString());
        assertThat(embedded.exitCode()).as(embedded.text()).isZero();
        assertThat(embedded.text()).contains("\"embedding\":[");

        JarProcess.Output trained = run(
                folders,
                "train",
                "--epochs",
                "1",
                "--model-id",
                "from-cli",
                "--set",
                "network.backbone=small",
                "--set",
                "network.initialWeights=none",
                "--set",
                "network.frozenStages=0",
                "--set",
                "network.inputSize={height: 32, width: 16}",
                "--set",
                "batch.repeats=1",
                "--set",
                "evaluation.trials=1");
        assertThat(trained.exitCode()).as(trained.text()).isZero();
        assertThat(models.resolve("from-cli/model.json")).exists();

        JarProcess.Output refused = run(folders, "train", "--preset", "papr");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.text())
                .contains("preset (papr) is not one of demo, compact, paper, official")
                .doesNotContain("\tat ");
    }

    private JarProcess.Output run(String[] folders, String command, String... arguments) {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of(folders));
        words.addAll(List.of(arguments));
        return JarProcess.run(folder, words.toArray(String[]::new));
    }

    private static JsonNode query(TestClient client, byte[] probe) {
        Reply reply = client.post(
                "/query", new Parts().image(probe).with("modality", "infrared").with("topK", "5"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private static String enrol(TestClient client, String file) throws IOException {
        Reply reply = client.post(
                "/gallery",
                new Parts()
                        .image(picture(file))
                        .with("cameraId", file.substring(0, 4))
                        .with("modality", "infrared")
                        .with("personId", "night-walker"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().at("/images/0/imageId").asString();
    }

    private static JsonNode ended(JarProcess server, Reply submitted) {
        return server.await(
                        path(submitted),
                        reply -> List.of("COMPLETED", "FAILED", "STOPPED")
                                .contains(reply.json().path("status").asString()))
                .json();
    }

    private static List<JsonNode> epochs(JarProcess server, Reply submitted) {
        return server.client()
                .get(path(submitted) + "/metrics")
                .json()
                .path("metrics")
                .valueStream()
                .toList();
    }

    private static String path(Reply submitted) {
        return submitted.header("Location");
    }

    private static byte[] picture(String name) throws IOException {
        return Files.readAllBytes(DEMO.resolve(name));
    }
}
