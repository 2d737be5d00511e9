package io.vesper.web;

import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vesper.assessment.TestSite;
import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** Every operation of the OpenAPI document, used for what it is there for, on a real server with a real model. */
class EveryOperationIT {
    private static final String DEMO = "{\"dataset\":{\"type\":\"demo\"},\"preset\":\"demo\"}";
    private static final String SITE = "{\"type\":\"folder\",\"path\":\"site\"}";
    private static final String PERSON = "Erika Ö/1";

    @TempDir
    Path folder;

    private Contract contract;

    @TestConfiguration(proxyBeanMethods = false)
    static class RealModels {}

    @Test
    void everyOperationDoesWhatTheDocumentSays() throws IOException {
        TestSite.make(folder, 40);
        publish("synthetic");
        publish("second");
        Set<String> driven = new TreeSet<>();
        String evaluation;
        try (TestServer server = start("serve")) {
            contract = new Contract(server.client());
            assertThat(contract.checkExamples()).isPositive();
            String imageId = enrol();
            ask(imageId);
            correct(imageId);
            models();
            enrolMany();
            evaluation = queueJobs();
            galleries();
            erase(imageId);
            assertThat(folder.resolve("models"))
                    .isDirectoryContaining("glob:**/synthetic")
                    .isDirectoryNotContaining("glob:**second*");
            driven.addAll(contract.driven());
        }
        try (TestServer server = start("train,serve")) {
            contract = new Contract(server.client());
            report(evaluation);
            keys();
            driven.addAll(contract.driven());
        }
        driven.add("POST /jobs/reindex"); // needs a search cluster: OpenSearchFeedIT drives it
        assertThat(driven).isEqualTo(contract.documented());
    }

    private TestServer start(String roles) {
        return TestServer.start(
                folder,
                RealModels.class,
                "--vesper.model=synthetic",
                "--vesper.roles=" + roles,
                "--vesper.datasets-dir=" + folder.resolve("datasets"));
    }

    private void publish(String modelId) throws IOException {
        Path model = folder.resolve("models").resolve(modelId);
        FileSystemUtils.copyRecursively(Path.of("models", "synthetic"), model);
        Path manifest = model.resolve("model.json");
        Files.writeString(
                manifest,
                Files.readString(manifest).replace("\"modelId\" : \"synthetic\"", "\"modelId\" : \"" + modelId + "\""));
    }

    private static Parts picture(int person) {
        return new Parts().image(Pictures.jpeg(person, 0));
    }

    private String enrol() {
        Reply created = contract.post(
                "/gallery",
                picture(1)
                        .with("cameraId", "north")
                        .with("modality", "visible")
                        .with("personId", PERSON)
                        .with("capturedAt", "2026-11-24T08:15:00Z")
                        .with("attributes", "{\"site\":\"north\"}"));
        assertThat(created.status()).isEqualTo(201);
        contract.post("/gallery", picture(2).with("cameraId", "south").with("modality", "infrared"));
        return created.json().at("/images/0/imageId").asString();
    }

    private void ask(String imageId) {
        assertThat(contract.get("/gallery?limit=1").json().get("images")).hasSize(1);
        assertThat(contract.get("/gallery/{imageId}", imageId)
                        .json()
                        .get("cameraId")
                        .asString())
                .isEqualTo("north");
        assertThat(contract.get("/gallery/{imageId}/image", imageId).bytes()).isEqualTo(Pictures.jpeg(1, 0));
        assertThat(contract.get("/gallery/stats").json().get("images").asInt()).isEqualTo(2);
        assertThat(contract.get("/people").json().get("people")).hasSize(1);
        assertThat(contract.get("/people/{personId}", PERSON)
                        .json()
                        .get("images")
                        .asInt())
                .isEqualTo(1);
        JsonNode found =
                contract.post("/query", picture(1).with("modality", "visible")).json();
        assertThat(found.at("/results/0/personId").asString()).isEqualTo(PERSON);
        assertThat(found.at("/results/1/personId").isNull()).isTrue();
        JsonNode byImage = contract.json("POST", "/query", "{\"imageId\": \"%s\"}".formatted(imageId))
                .json();
        assertThat(byImage.at("/results/0/rank").asInt()).isEqualTo(1);
        explain(imageId);
        JsonNode vector = contract.post("/embeddings", picture(1).with("modality", "visible"))
                .json();
        assertThat(vector.get("modelId").asString()).isEqualTo("synthetic");
    }

    /** The shipped model embeds by its observation, so places share the score itself. */
    private void explain(String matchId) {
        JsonNode ofPicture = contract.post(
                        "/query/explain", picture(2).with("modality", "visible").with("matchId", matchId))
                .json();
        JsonNode ofItself = contract.json(
                        "POST",
                        "/query/explain",
                        "{\"imageId\": \"%s\", \"matchId\": \"%s\"}".formatted(matchId, matchId))
                .json();
        assertThat(ofItself.get("score").asDouble()).isCloseTo(1, within(1e-5));
        for (JsonNode explanation : List.of(ofPicture, ofItself)) {
            assertThat(explanation.get("probe"))
                    .hasSize(16)
                    .allSatisfy(row -> assertThat(row).hasSize(8));
            double sum = 0;
            for (JsonNode row : explanation.get("probe")) {
                for (JsonNode share : row) {
                    sum += share.asDouble();
                }
            }
            assertThat(sum).isCloseTo(explanation.get("score").asDouble(), within(1e-5));
        }
    }

    private void correct(String imageId) {
        assertThat(contract.json("PATCH", "/gallery/{imageId}", "{\"cameraId\":\"west\"}", imageId)
                        .json()
                        .get("cameraId")
                        .asString())
                .isEqualTo("west");
        assertThat(contract.json("POST", "/people/{personId}/merge", "{\"into\":\"Max\"}", PERSON)
                        .json()
                        .get("images")
                        .asInt())
                .isEqualTo(1);
    }

    private void models() {
        assertThat(contract.get("/models").json().get("models")).hasSize(2);
        assertThat(contract.get("/models/{modelId}", "second")
                        .json()
                        .get("modelId")
                        .asString())
                .isEqualTo("second");
        assertThat(contract.get("/models/{modelId}/report", "synthetic").text()).startsWith("<!DOCTYPE html>");
        assertThat(contract.post("/models/{modelId}/activate", "synthetic").status())
                .isEqualTo(202);
    }

    private void enrolMany() {
        Reply enrolment = contract.post(
                "/jobs/enroll",
                new Archive().picture("a.png", "Anna", Pictures.png(7, 0)).parts("default"));
        String job = enrolment.json().get("id").asString();
        assertThat(contract.get("/jobs/{jobId}/events", job).text()).contains("COMPLETED");
        assertThat(contract.get("/jobs/{jobId}", job)
                        .json()
                        .at("/result/enrolled")
                        .asInt())
                .isEqualTo(1);
        assertThat(contract.get("/jobs/{jobId}/items", job).json().get("items")).hasSize(1);
        contract.json("POST", "/jobs/enroll", "{\"dataset\":" + SITE + ",\"gallery\":\"gate\"}");
    }

    /** Nobody trains on this server, so they wait; one of them is left for the next server. */
    private String queueJobs() {
        assertProblem(contract.json("POST", "/jobs/reindex", "{\"gallery\":\"default\"}"), 409);
        assertThat(contract.get("/presets").json().get("presets")).isNotEmpty();
        String evaluation =
                idOf(contract.json("POST", "/jobs/evaluate", "{\"modelId\":\"synthetic\",\"dataset\":" + SITE + "}"));
        List<String> others = List.of(
                idOf(contract.json("POST", "/jobs/train", DEMO)),
                idOf(contract.json("POST", "/jobs/ablate", DEMO)),
                idOf(contract.json("POST", "/jobs/reembed", "{\"modelId\":\"synthetic\"}")));
        for (String job : others) {
            assertThat(contract.get("/jobs/{jobId}/metrics", job).json().get("metrics"))
                    .isEmpty();
            assertThat(statusOf(contract.post("/jobs/{jobId}/stop", job))).isEqualTo("STOPPED");
            assertThat(statusOf(contract.post("/jobs/{jobId}/restart", job))).isEqualTo("QUEUED");
            contract.post("/jobs/{jobId}/stop", job);
        }
        assertThat(contract.get("/jobs?type=train&status=STOPPED").json().get("jobs"))
                .hasSize(1);
        assertThat(contract.delete("/jobs/{jobId}", others.get(0)).status()).isEqualTo(204);
        return evaluation;
    }

    private void report(String evaluation) {
        assertThat(contract.get("/jobs/{jobId}/events", evaluation).text()).contains("COMPLETED");
        assertThat(contract.get("/jobs/{jobId}/report", evaluation).text()).startsWith("<!DOCTYPE html>");
    }

    private static String idOf(Reply job) {
        return job.json().get("id").asString();
    }

    private static String statusOf(Reply job) {
        return job.json().get("status").asString();
    }

    private void galleries() {
        assertThat(contract.json("PUT", "/galleries/{gallery}", "{\"timeToLive\":\"P30D\"}", "gate")
                        .json()
                        .get("timeToLive")
                        .asString())
                .isEqualTo("P30D");
        contract.json("PUT", "/galleries/{gallery}/cameras/{cameraId}", "{\"location\":\"yard\"}", "gate", "c 1");
        assertThat(contract.get("/galleries/{gallery}/cameras", "gate").json().get("cameras"))
                .isNotEmpty();
        assertThat(contract.get("/galleries").json().get("galleries")).hasSize(2);
        assertThat(contract.get("/galleries/{gallery}", "gate")
                        .json()
                        .get("name")
                        .asString())
                .isEqualTo("gate");
    }

    private void erase(String imageId) {
        assertThat(contract.delete("/gallery/{imageId}", imageId).status()).isEqualTo(204);
        assertThat(contract.delete("/people/{personId}", "Anna").status()).isEqualTo(204);
        assertThat(contract.delete("/galleries/{gallery}", "gate").status()).isEqualTo(204);
        assertThat(contract.delete("/models/{modelId}", "second").status()).isEqualTo(204);
    }

    private void keys() {
        JsonNode key = contract.json("POST", "/keys", "{\"name\":\"owner\",\"scopes\":[\"admin\"]}")
                .json();
        contract.useKey(key.get("key").asString());
        assertThat(contract.get("/keys").json().get("keys")).hasSize(1);
        assertThat(contract.get("/audit?limit=3").json().get("entries")).hasSize(3);
        assertThat(contract.delete("/keys/{keyId}", key.get("keyId").asString()).status())
                .isEqualTo(204);
    }
}
