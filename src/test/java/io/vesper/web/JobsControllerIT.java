package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.ablation.AblationApp;
import io.vesper.job.JobApp;
import io.vesper.job.JobStatus;
import io.vesper.training.FakeRuns;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The job endpoints over HTTP, on a server that trains fakes. */
class JobsControllerIT {
    private static final String TRAIN =
            "{\"dataset\": {\"type\": \"demo\"}, \"preset\": \"demo\", \"epochs\": 2, \"seed\": 5}";

    @TempDir
    static Path folder;

    private static FakeRuns runs;
    private static JobApp app;
    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();

    @BeforeAll
    static void start() {
        runs = new FakeRuns(folder);
        app = new JobApp(
                folder,
                folder.resolve("db"),
                runs,
                WebApplicationType.SERVLET,
                FakeRuns.JOB,
                AblationApp.JOB,
                JobsController.class,
                ErrorHandler.class);
    }

    @AfterAll
    static void close() {
        app.close();
    }

    @BeforeEach
    void trainUndisturbed() {
        runs.before = (epoch, step) -> {};
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(app.address() + path))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private JsonNode object(HttpResponse<String> response) {
        return json.readTree(response.body());
    }

    private JsonNode got(String path) throws Exception {
        HttpResponse<String> response = send("GET", path, "");
        assertThat(response.statusCode()).isEqualTo(200);
        return object(response);
    }

    private String submitted() throws Exception {
        return object(send("POST", "/jobs/train", TRAIN)).path("id").asString();
    }

    @Test
    void trainingIsAcceptedAndFoundWhereLocationSays() throws Exception {
        HttpResponse<String> accepted = send("POST", "/jobs/train", TRAIN);

        assertThat(accepted.statusCode()).isEqualTo(202);
        String id = object(accepted).path("id").asString();
        assertThat(object(accepted).path("status").asString()).isEqualTo("QUEUED");
        assertThat(object(accepted)
                        .path("parameters")
                        .path("dataset")
                        .path("type")
                        .asString())
                .isEqualTo("demo");
        String location = accepted.headers().firstValue("Location").orElseThrow();
        assertThat(location).isEqualTo("/jobs/" + id);

        app.awaitEnd(id);
        JsonNode job = got(location);
        assertThat(job.path("type").asString()).isEqualTo("train");
        assertThat(job.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(job.path("error").isNull()).isTrue();
        assertThat(job.path("result").path("modelId").asString()).startsWith("demo-");
        assertThat(job.path("createdAt").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[.\\d]*Z");
        assertThat(job.path("progress"))
                .isEqualTo(json.readTree("{\"done\": 2, \"total\": 2, \"unit\": \"epoch\", \"etaSeconds\": 0}"));
    }

    @Test
    void metricsHaveOneEntryForEachEpoch() throws Exception {
        String id = submitted();
        app.awaitEnd(id);

        JsonNode metrics = got("/jobs/" + id + "/metrics").path("metrics");
        assertThat(metrics.findValues("epoch")).extracting(JsonNode::asInt).containsExactly(1, 2);
        assertThat(metrics.findValues("learningRate"))
                .extracting(JsonNode::asDouble)
                .containsExactly(0.1, 0.05);
    }

    @Test
    void listIsFilteredByTypeAndStatus() throws Exception {
        String id = submitted();
        app.awaitEnd(id);

        assertThat(got("/jobs?type=train&status=COMPLETED").toString()).contains(id);
        assertThat(got("/jobs?status=FAILED").toString()).doesNotContain(id);
        assertThat(got("/jobs?type=evaluate")).isEqualTo(json.readTree("{\"jobs\": []}"));
        assertThat(send("GET", "/jobs?status=LAZY", "").statusCode()).isEqualTo(400);
    }

    @Test
    void stoppedJobIsRestarted() throws Exception {
        runs.before = (epoch, step) -> {
            if (epoch == 1 && step == 1) {
                stopTheRunningJob();
            }
        };
        String id = submitted();
        app.awaitEnd(id);
        assertThat(got("/jobs/" + id).path("status").asString()).isEqualTo("STOPPED");
        runs.before = (epoch, step) -> {};

        HttpResponse<String> restarted = send("POST", "/jobs/" + id + "/restart", "");

        assertThat(restarted.statusCode()).isEqualTo(202);
        assertThat(app.awaitEnd(id).status()).isEqualTo(JobStatus.COMPLETED);
    }

    private void stopTheRunningJob() throws Exception {
        String id = app.queue().list("train", JobStatus.RUNNING).get(0).id();
        HttpResponse<String> stopping = send("POST", "/jobs/" + id + "/stop", "");
        assertThat(stopping.statusCode()).isEqualTo(202);
        assertThat(object(stopping).path("status").asString()).isEqualTo("STOPPING");
    }

    @Test
    void unknownJobIsNotFoundAndWhatDoesNotFitIsAConflict() throws Exception {
        String id = submitted();
        app.awaitEnd(id);

        for (String path : List.of("/jobs/" + id + "/restart", "/jobs/" + id + "/stop")) {
            assertProblem(send("POST", path, ""), 409, "The job (%s) is COMPLETED".formatted(id));
        }
        assertProblem(send("GET", "/jobs/nope", ""), 404, "There is no job (nope).");
        assertProblem(send("GET", "/jobs/nope/metrics", ""), 404, "There is no job (nope).");
        assertProblem(send("POST", "/jobs/nope/stop", ""), 404, "There is no job (nope).");
        assertProblem(send("POST", "/jobs/nope/restart", ""), 404, "There is no job (nope).");
    }

    private void assertProblem(HttpResponse<String> response, int status, String detail) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(object(response).path("detail").asString()).startsWith(detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'preset': 'demo'}",
                "{'dataset': {}, 'preset': 'demo'}",
                "{'dataset': {'type': 'demo'}}",
                "{'dataset': {'type': 'demo'}, 'preset': ' '}",
                "{'dataset': {'type': 'demo'}, 'preset': 'demo', 'epochs': 0}",
                "{'dataset': {'type': 'demo'}, 'preset': 'demo', 'epochs': 'many'}",
                "{'dataset': {'type': 'demo'}, 'preset': 'demo', 'epoch': 3}",
                "{'dataset': {'type': 'demo', 'pth': 'x'}, 'preset': 'demo'}",
                "{'dataset': {'type': 'demo'}, 'preset': 'demo', 'init': {}}",
                "{'dataset': {'type': 'demo'}, 'preset': 'demo', 'init': {'weights': 'a', 'modelId': 'b'}}",
                "{'dataset': {'type': 'demo'}, 'preset': 'demo', 'overrides': {'learningRate': null}}",
                "{'dataset': {'type': 'demo'}, 'preset': 'demo'} {}",
                "[]",
                "{"
            })
    void requestThatBreaksARuleIsRefusedAndNothingQueued(String body) throws Exception {
        int before = app.queue().list(null, null).size();

        assertThat(send("POST", "/jobs/train", body.replace('\'', '"')).statusCode())
                .isEqualTo(400);
        assertThat(app.queue().list(null, null)).hasSize(before);
    }

    @Test
    void everyOperationIsDocumented() throws Exception {
        assertThat(got("/v3/api-docs").toString())
                .contains(
                        "/jobs/train",
                        "/jobs/ablate",
                        "/jobs/{jobId}/metrics",
                        "/jobs/{jobId}/stop",
                        "/jobs/{jobId}/restart");
    }
}
