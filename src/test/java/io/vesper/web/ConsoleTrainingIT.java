package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.VesperApplication;
import io.vesper.access.ApiKeys;
import io.vesper.access.KeyLimits;
import io.vesper.access.NewKey;
import io.vesper.access.Scope;
import io.vesper.training.TinyTraining;
import io.vesper.web.TestClient.Reply;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The console's trainings in a real browser, on a real server that trains tiny networks. */
@Timeout(600)
class ConsoleTrainingIT {
    @TempDir
    static Path folder;

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        // A copy: trainings publish beside it.
        FileSystemUtils.copyRecursively(
                Path.of("models", "synthetic"),
                Files.createDirectories(folder.resolve("models")).resolve("synthetic"));
        server = TestServer.start(folder, VesperApplication.class, "--vesper.demo=true");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A training to begin from, of which an epoch takes a second. */
    private static String submit(String modelId, int epochs, Map<String, Object> more) {
        Map<String, Object> overrides = new LinkedHashMap<>(TinyTraining.SETTINGS);
        overrides.putAll(more);
        Reply reply = server.client()
                .postJson(
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

    private static JsonNode job(String id) {
        return server.client().get("/jobs/" + id).json();
    }

    private static void awaitEnd(String id) {
        server.client().get("/jobs/" + id + "/events");
    }

    /** The job whose page is shown. */
    private static String shown(Browser browser) {
        return browser.await("a job's page", page -> {
            String address = page.getCurrentUrl();
            return address != null && address.contains("job=") ? address.replaceAll(".*job=", "") : null;
        });
    }

    private static void awaitStatus(Browser browser, String status) {
        browser.await(
                status,
                page -> page.findElement(By.cssSelector("h1 .status")).getText().equals(status) ? true : null);
    }

    private static void awaitPoints(Browser browser, String chart, int points) {
        browser.await(points + " points of " + chart, page -> {
            String drawn = page.findElement(By.cssSelector("[data-chart=" + chart + "] vesper-chart"))
                    .getDomAttribute("data-points");
            return drawn != null && Integer.parseInt(drawn) >= points ? true : null;
        });
    }

    private static void type(Browser browser, String id, String text) {
        WebElement field = browser.find("[id='" + id + "']");
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), text, Keys.TAB);
    }

    @Test
    void aTrainingFromTheFormIsWatchedToItsEndAndItsModelActivated() {
        String model = submit("first", 1, Map.of());
        awaitEnd(model);
        try (Browser browser = Browser.open(server, Browser.DESKTOP, "#/training?new=train&like=" + model)) {
            browser.find("#preset");
            browser.assertAccessible();
            type(browser, "setting-epochs", "6");
            type(browser, "model-id", "night");
            browser.find("[data-group=selection] summary").click();
            type(browser, "setting-selection.everyEpochs", "1");
            browser.photograph("training-form");
            browser.click("Start the training");

            String id = shown(browser);
            assertThat(job(id).at("/parameters/overrides/selection.everyEpochs").asInt())
                    .isOne();
            assertThat(job(id).at("/parameters/epochs").asInt()).isEqualTo(6);
            awaitPoints(browser, "loss", 1);
            browser.driver().navigate().refresh();
            awaitPoints(browser, "loss", 2);
            browser.photograph("training-live");

            awaitStatus(browser, "completed");
            awaitPoints(browser, "loss", 6);
            awaitPoints(browser, "validation", 6);
            awaitPoints(browser, "rate", 6);
            awaitPoints(browser, "speed", 6);
            assertThat(browser.find("main .progress").getText()).contains("100%", "6 of 6 epochs");
            assertThat(browser.find("[data-report] table").getText()).contains("Rank-1", "observation", "chance");
            assertThat(browser.all("[data-chart=loss] canvas")).hasSize(1);
            browser.assertAccessible();
            browser.photograph("training-completed");

            browser.click("Activate");
            browser.awaitText("This model answers the searches.");
            assertThat(browser.find("[data-model=night]").getText()).contains("352 of 352 pictures embedded");
            assertThat(server.client()
                            .get("/models")
                            .json()
                            .get("activeModelId")
                            .asString())
                    .isEqualTo("night");
            browser.assertQuiet();
        }
    }

    @Test
    void aLineIsHiddenByTheLegendAndTheNumbersStandInATable() {
        String id = submit("lines", 2, Map.of());
        awaitEnd(id);
        List<JsonNode> history = server.client()
                .get("/jobs/" + id + "/metrics")
                .json()
                .get("metrics")
                .valueStream()
                .toList();
        try (Browser browser = Browser.open(server, Browser.DESKTOP, "#/training?job=" + id)) {
            awaitPoints(browser, "rate", 2);
            browser.find("[data-chart=rate] summary").click();
            assertThat(browser.find("[data-chart=rate] tbody").getText().lines())
                    .containsExactly(
                            "1 " + rounded(history.get(0), "learningRate"),
                            "2 " + rounded(history.get(1), "learningRate"));
            WebElement line = browser.find("[data-chart=loss] .legend button");
            assertThat(line.getDomAttribute("aria-pressed")).isEqualTo("true");
            line.click();
            assertThat(line.getDomAttribute("aria-pressed")).isEqualTo("false");
            browser.click("Logarithmic");
            browser.find("[aria-label='Change between light and dark']").click();
            browser.assertAccessible();
            browser.photograph("training-dark");
            browser.assertQuiet();
        }
    }

    private static String rounded(JsonNode entry, String name) {
        return new BigDecimal(entry.get(name).asDouble())
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }

    @Test
    void whatIsRefusedIsSaidAtItsField() {
        try (Browser browser = Browser.open(server, Browser.PHONE, "#/training?new=train")) {
            browser.find("#preset");
            browser.click("Show all settings");
            browser.assertAccessible();
            browser.assertNoSidewaysScrolling();
            browser.photograph("training-form-phone");
            type(browser, "setting-loss.temperature", "0");
            browser.click("Start the training");

            WebElement field = browser.find("[id='setting-loss.temperature']");
            assertThat(browser.find("[id='setting-loss.temperature-error']").getText())
                    .contains("loss.temperature (0.0) must be finite and at least 0.01");
            assertThat(field.getDomAttribute("aria-invalid")).isEqualTo("true");
            browser.await("the focus", page -> page.switchTo().activeElement().equals(field) ? true : null);
            browser.assertNoSidewaysScrolling();
            browser.assertAccessible();
            browser.photograph("training-refused-phone");

            browser.find(".reset").click();
            type(browser, "model-id", "no spaces allowed");
            browser.click("Start the training");
            assertThat(browser.find("#model-id-error").getText()).contains("The model id (no spaces allowed)");
        }
    }

    @Test
    void aTrainingIsStoppedRestartedAndDeleted() {
        String id = submit("long", 500, Map.of());
        try (Browser browser = Browser.open(server, Browser.DESKTOP, "#/training?job=" + id)) {
            awaitPoints(browser, "loss", 1);
            confirm(browser, "Stop");
            awaitStatus(browser, "stopped");
            confirm(browser, "Restart");
            int before = job(id).at("/progress/done").asInt();
            awaitStatus(browser, "running");
            awaitPoints(browser, "loss", before + 1);
            confirm(browser, "Stop");
            awaitStatus(browser, "stopped");
            confirm(browser, "Delete");
            browser.awaitText("The job is deleted.");
            browser.find(".jobs, .empty");
            assertThat(server.client().get("/jobs/" + id).status()).isEqualTo(404);
            browser.assertQuiet();
        }
    }

    private static void confirm(Browser browser, String order) {
        browser.click(order);
        browser.find("dialog footer button:last-child").click();
    }

    @Test
    void trainingsAreComparedByCurvesAndSettings() {
        String one = submit("one", 2, Map.of());
        String other = submit("other", 3, Map.of("optimiser.learningRate", 0.002));
        awaitEnd(one);
        awaitEnd(other);
        try (Browser browser = Browser.open(server, Browser.PHONE, "#/training")) {
            browser.find("[data-job='" + one + "'] input").click();
            browser.find("[data-job='" + other + "'] input").click();
            browser.assertAccessible();
            browser.assertNoSidewaysScrolling();
            browser.photograph("training-list-phone");
            browser.click("Compare 2 trainings");
            awaitPoints(browser, "total", 3);
            assertThat(browser.find("[data-setting='optimiser.learningRate']").getText())
                    .contains("0.0005", "0.002");
            assertThat(browser.find("[data-setting=epochs]").getText()).contains("2", "3");
            assertThat(browser.all("[data-setting='optimiser.weightDecay']")).isEmpty();
            browser.assertAccessible();
            browser.assertNoSidewaysScrolling();
            browser.photograph("training-compare-phone");
            browser.go("#/training?job=" + other);
            awaitPoints(browser, "loss", 3);
            browser.find("[data-report] table");
            browser.photograph("training-job-phone");
            browser.assertNoSidewaysScrolling();
            browser.assertAccessible();
            browser.assertQuiet();
        }
    }

    @Test
    void anEvaluationIsStartedAndItsReportShown() {
        try (Browser browser = Browser.open(server, Browser.DESKTOP, "#/training?new=evaluate&modelId=synthetic")) {
            type(browser, "protocol-trials", "1");
            browser.assertAccessible();
            browser.photograph("training-evaluate");
            browser.click("Start the evaluation");
            String id = shown(browser);
            awaitStatus(browser, "completed");
            JsonNode report = server.client()
                    .send(server.client()
                            .request("/jobs/" + id + "/report")
                            .header("Accept", "application/json")
                            .GET())
                    .json();
            assertThat(browser.find("[data-report] tbody").getText())
                    .contains(report.at("/kinds/0/name").asString());
            assertThat(browser.button("Open the whole report").getDomAttribute("href"))
                    .isEqualTo("/jobs/" + id + "/report");
            browser.assertQuiet();
        }
    }

    @Test
    void aTrainingThatFailsSaysWhy() {
        String id = submit("exploded", 2, Map.of("optimiser.learningRate", 1e30));
        try (Browser browser = Browser.open(server, Browser.DESKTOP, "#/training?job=" + id)) {
            awaitStatus(browser, "failed");
            assertThat(browser.find(".failure").getText()).contains("The loss term (");
            browser.assertAccessible();
        }
    }

    /** A link sends no key, so the page fetches the report; and it hears a job's events with it. */
    @Test
    void withAKeyTheReportIsDownloaded(@TempDir Path own) throws Exception {
        try (TestServer keyed = DemoServer.start(own)) {
            NewKey wanted = new NewKey("engineer", Set.of(Scope.TRAIN), null, KeyLimits.NONE);
            String key = keyed.bean(ApiKeys.class).create(wanted).text();
            String id = keyed.client()
                    .withKey(key)
                    .postJson(
                            "/jobs/evaluate",
                            "{\"modelId\": \"synthetic\", \"dataset\": {\"type\": \"demo\"}, \"protocol\": {\"trials\": 1}}")
                    .json()
                    .get("id")
                    .asString();
            try (Browser browser = Browser.open(keyed, Browser.DESKTOP, "#/training?job=" + id)) {
                browser.driver()
                        .executeCdpCommand(
                                "Browser.setDownloadBehavior",
                                Map.of("behavior", "allow", "downloadPath", own.toString()));
                browser.labelled("API key").sendKeys(key);
                browser.click("Use key");
                awaitStatus(browser, "completed");
                browser.click("Download the whole report");
                Path report = own.resolve(id + "-report.html");
                browser.await("the report", page -> Files.exists(report) ? true : null);
                assertThat(report).content().startsWith("<!DOCTYPE html>");
            }
        }
    }
}
