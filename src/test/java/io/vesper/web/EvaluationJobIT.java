package io.vesper.web;

import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.assessment.TestSite;
import io.vesper.cli.CommandOutput;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /jobs/evaluate}, with the shipped model on own pictures of twelve people. */
class EvaluationJobIT {
    private static final String SITE = "'dataset':{'type':'folder','path':'site'}";

    @TempDir
    static Path temp;

    private static TestSite site;
    private static TestServer server;
    private static TestClient client;

    /** The models of the folder as they are. */
    @TestConfiguration(proxyBeanMethods = false)
    static class PublishedModels {}

    @BeforeAll
    static void start() throws IOException {
        site = TestSite.make(temp, 40);
        server = startServer();
        client = server.client();
    }

    private static TestServer startServer() {
        return TestServer.start(temp, PublishedModels.class, "--vesper.datasets-dir=" + temp.resolve("datasets"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Reply evaluate(String body) {
        return client.postJson("/jobs/evaluate", "{" + body.replace('\'', '"') + "}");
    }

    private static String submitted(String body) {
        Reply reply = evaluate(body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        assertThat(reply.header("Location"))
                .isEqualTo("/jobs/" + reply.json().get("id").asString());
        return reply.header("Location");
    }

    /** The job as it has ended: its events end with it. */
    private static JsonNode ended(String job) {
        client.get(job + "/events");
        return client.get(job).json();
    }

    private static JsonNode numbers(String job) {
        Reply reply = client.send(client.request(job + "/report")
                .header("Accept", "application/json")
                .GET());
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return undated(reply.json());
    }

    private static JsonNode undated(JsonNode report) {
        ((ObjectNode) report).remove("createdAt");
        return report;
    }

    @Test
    void theResultAndTheReportAreThoseOfTheCommandAndOutliveTheServer() throws IOException {
        String job = submitted("'modelId':'synthetic'," + SITE);
        JsonNode ended = ended(job);

        assertThat(ended.get("status").asString()).as(ended.toString()).isEqualTo("COMPLETED");
        assertThat(ended.get("type").asString()).isEqualTo("evaluate");
        assertThat(ended.at("/progress/unit").asString()).isEqualTo("image");
        assertThat(ended.at("/progress/done")).isEqualTo(ended.at("/progress/total"));
        JsonNode result = ended.get("result");
        assertThat(result.get("modelId").asString()).isEqualTo("synthetic");
        assertThat(result.get("thresholdsStored").asBoolean()).isFalse();
        assertThat(result.get("report").asString()).isEqualTo(job + "/report");
        // 12 people by day, each compared with the 11 others by night.
        assertThat(result.at("/errorRates/visible-infrared/strangers").asInt()).isEqualTo(12 * 11);
        assertThat(result.at("/openSet/pairs/visible-infrared/0/falseAcceptRate")
                        .asDouble())
                .isEqualTo(0.1);

        Path page = temp.resolve("command/report.html");
        CommandOutput command = command(page);
        assertThat(command.exitCode()).as(command.text()).isZero();
        assertThat(result.get("reports").toString()).isEqualTo(command.lineThatBegins("{"));
        assertThat(numbers(job))
                .isEqualTo(undated(TestClient.json(Files.readString(page.resolveSibling("report.json")))));
        Reply report = client.get(job + "/report");
        assertThat(report.header("Content-Type")).startsWith("text/html");
        assertThat(report.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(report.text().split("<img ", -1))
                .hasSameSizeAs(Files.readString(page).split("<img ", -1));

        server.close();
        server = startServer();
        client = server.client();
        assertThat(client.get(job + "/report").bytes()).isEqualTo(report.bytes());
    }

    /** In another data folder, which no server holds. */
    private static CommandOutput command(Path page) throws IOException {
        Path folder = Files.createDirectories(temp.resolve("command"));
        Files.createSymbolicLink(folder.resolve("datasets"), temp.resolve("datasets"));
        return CommandOutput.of(
                folder,
                "evaluate",
                "--dataset=folder",
                "--path=site",
                "--json",
                "--report=" + page,
                "--models-dir=" + site.modelsDir());
    }

    @Test
    void whatIsChosenOfTheProtocolHolds() {
        JsonNode ended = ended(
                submitted("'modelId':'synthetic'," + SITE + ",'part':'validation','protocol':{'query':'visible'}"));

        JsonNode chance = ended.at("/result/reports/chance");
        assertThat(chance.get("part").asString()).isEqualTo("validation");
        assertThat(chance.at("/protocol/queryModality").asString()).isEqualTo("visible");
    }

    @Test
    void theActiveModelSearchesWithStoredThresholdsFromThenOn() throws IOException {
        Parts probe = new Parts()
                .with("modality", "visible")
                .with("galleryModality", "infrared")
                .with("maxFalseAlarm", "0.1")
                .image(Files.readAllBytes(site.day("p1")));
        site.publish("other");
        client.post("/models/other/activate", "application/json", "");
        while (!client.get("/models").json().get("activeModelId").asString().equals("other")) {
            Thread.onSpinWait();
        }
        assertProblem(client.post("/query", probe), 409, "maxFalseAlarm", "");

        JsonNode result = ended(submitted("'modelId':'other'," + SITE + ",'storeThresholds':true"))
                .get("result");

        assertThat(result.get("thresholdsStored").asBoolean()).isTrue();
        assertThat(client.get("/audit?action=THRESHOLDS_STORED")
                        .json()
                        .at("/entries/0/subject")
                        .asString())
                .isEqualTo("other");
        assertThat(client.get("/models/other").json().get("openSet")).isEqualTo(result.get("openSet"));
        assertThat(client.post("/query", probe).json().at("/thresholds/0/threshold"))
                .isEqualTo(result.at("/openSet/pairs/visible-infrared/0/threshold"));
    }

    /** A rule that only this entry breaks: the fault that a full disk would be. */
    @Test
    void thresholdsThatCannotBeEnteredInTheAuditLogAreNotStored() throws IOException {
        site.publish("sealed");
        JdbcClient jdbc = server.bean(JdbcClient.class);
        jdbc.sql("ALTER TABLE audit_entry ADD CONSTRAINT sealed"
                        + " CHECK (action <> 'THRESHOLDS_STORED' OR subject <> 'sealed')")
                .update();
        String job;
        try {
            job = submitted("'modelId':'sealed'," + SITE + ",'storeThresholds':true");
            assertThat(ended(job).get("status").asString()).isEqualTo("FAILED");
        } finally {
            jdbc.sql("ALTER TABLE audit_entry DROP CONSTRAINT sealed").update();
        }
        assertThat(client.get("/models/sealed").json().has("openSet")).isFalse();
        assertProblem(client.get(job + "/report"), 404);

        assertThat(client.postJson(job + "/restart", "").status()).isEqualTo(202);

        assertThat(ended(job).get("status").asString()).isEqualTo("COMPLETED");
        assertThat(client.get("/models/sealed").json().get("openSet"))
                .isEqualTo(client.get(job).json().at("/result/openSet"));
        assertThat(client.get("/audit?action=THRESHOLDS_STORED")
                        .json()
                        .get("entries")
                        .valueStream()
                        .filter(entry -> entry.get("subject").asString().equals("sealed")))
                .hasSize(1);
    }

    @Test
    void aJobWhoseModelIsDeletedMeanwhileFails() throws IOException {
        site.publish("doomed");
        String job = submitted("'modelId':'doomed'," + SITE);
        assertThat(client.postJson(job + "/stop", "").status()).isEqualTo(202);
        assertThat(ended(job).get("status").asString()).isEqualTo("STOPPED");
        assertThat(client.delete("/models/doomed").status()).isEqualTo(204);

        client.postJson(job + "/restart", "");

        JsonNode ended = ended(job);
        assertThat(ended.get("status").asString()).isEqualTo("FAILED");
        assertThat(ended.get("error").asString())
                .isEqualTo(
                        "The model (doomed) was deleted or replaced before its evaluation had ended. Maybe publish it again and restart the job.");
        Reply report = client.get(job + "/report");
        assertProblem(report, 404);
        assertThat(report.json().get("detail").asString()).contains("has no report");
    }

    @Test
    void aProtocolsChoiceThatTheDatasetDoesNotHaveIsRefused() {
        assertProblem(
                evaluate("'modelId':'synthetic'," + SITE + ",'protocol':{'search':'all'}"),
                400,
                "protocol",
                "has no choice of search (all)");
    }
}
