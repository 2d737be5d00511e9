package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.job.JobStatus;
import io.vesper.training.FakeRunsApp;
import io.vesper.web.TestClient.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The job endpoints over HTTP, on a server that trains fakes. */
@ExtendWith(SharedServer.class)
class JobsControllerIT {
    static final String TRAIN = "{\"dataset\": {\"type\": \"demo\"}, \"preset\": \"demo\", \"epochs\": 2, \"seed\": 5}";

    private final FakeRunsApp app;
    private final TestClient client;

    JobsControllerIT(FakeRunsApp app) {
        this.app = app;
        client = new TestClient(app.port());
    }

    @AfterEach
    void trainUndisturbed() {
        app.runs.before = (epoch, step) -> {};
    }

    private JsonNode got(String path) {
        Reply reply = client.get(path);
        assertThat(reply.status()).isEqualTo(200);
        return reply.json();
    }

    /** Of a training that has ended. */
    private String ended() {
        String id = client.postJson("/jobs/train", TRAIN).json().path("id").asString();
        app.awaitEnd(id);
        return id;
    }

    @Test
    void trainingIsAcceptedAndFoundWhereLocationSays() {
        Reply accepted = client.postJson("/jobs/train", TRAIN);

        assertThat(accepted.status()).isEqualTo(202);
        String id = accepted.json().path("id").asString();
        assertThat(accepted.json().path("status").asString()).isEqualTo("QUEUED");
        assertThat(accepted.json().at("/parameters/dataset/type").asString()).isEqualTo("demo");
        String location = accepted.header("Location");
        assertThat(location).isEqualTo("/jobs/" + id);

        app.awaitEnd(id);
        JsonNode job = got(location);
        assertThat(job.path("type").asString()).isEqualTo("train");
        assertThat(job.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(job.path("error").isNull()).isTrue();
        assertThat(job.path("result").path("modelId").asString()).startsWith("demo-");
        assertThat(job.path("createdAt").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[.\\d]*Z");
        assertThat(job.path("progress"))
                .isEqualTo(JsonMapper.shared()
                        .readTree("{\"done\": 2, \"total\": 2, \"unit\": \"epoch\", \"etaSeconds\": 0}"));
    }

    @Test
    void metricsHaveOneEntryForEachEpoch() {
        String id = ended();

        JsonNode metrics = got("/jobs/" + id + "/metrics").path("metrics");
        assertThat(metrics.findValues("epoch")).extracting(JsonNode::asInt).containsExactly(1, 2);
        assertThat(metrics.findValues("learningRate"))
                .extracting(JsonNode::asDouble)
                .containsExactly(0.1, 0.05);
    }

    @Test
    void listIsFilteredByTypeAndStatus() {
        String id = ended();

        assertThat(got("/jobs?type=train&status=COMPLETED").toString()).contains(id);
        assertThat(got("/jobs?status=FAILED").toString()).doesNotContain(id);
        assertThat(got("/jobs?type=evaluate"))
                .isEqualTo(JsonMapper.shared().readTree("{\"jobs\": [], \"nextCursor\": null}"));
        assertThat(client.get("/jobs?status=LAZY").status()).isEqualTo(400);
    }

    @Test
    void stoppedJobIsRestarted() {
        app.runs.before = (epoch, step) -> {
            if (epoch == 1 && step == 1) {
                stopTheRunningJob();
            }
        };
        String id = ended();
        assertThat(got("/jobs/" + id).path("status").asString()).isEqualTo("STOPPED");
        app.runs.before = (epoch, step) -> {};

        Reply restarted = client.postJson("/jobs/" + id + "/restart", "");

        assertThat(restarted.status()).isEqualTo(202);
        assertThat(app.awaitEnd(id).status()).isEqualTo(JobStatus.COMPLETED);
    }

    private void stopTheRunningJob() {
        String id = app.queue()
                .list("train", JobStatus.RUNNING, Long.MAX_VALUE, 100)
                .jobs()
                .get(0)
                .id();
        Reply stopping = client.postJson("/jobs/" + id + "/stop", "");
        assertThat(stopping.status()).isEqualTo(202);
        assertThat(stopping.json().path("status").asString()).isEqualTo("STOPPING");
    }

    @Test
    void everyOperationIsDocumented() {
        assertThat(got("/v3/api-docs").toString())
                .contains(
                        "/jobs/train",
                        "/jobs/ablate",
                        "/jobs/{jobId}/metrics",
                        "/jobs/{jobId}/stop",
                        "/jobs/{jobId}/restart");
    }
}
