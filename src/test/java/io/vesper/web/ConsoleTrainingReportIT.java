package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.VesperApplication;
import io.vesper.access.ApiKeys;
import io.vesper.access.KeyLimits;
import io.vesper.access.NewKey;
import io.vesper.access.Scope;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;
import tools.jackson.databind.JsonNode;

/** What the console shows in a real browser of trainings that have ended. */
@Timeout(600)
@ExtendWith(TrainingServer.class)
class ConsoleTrainingReportIT {
    private final Trainings trainings;

    ConsoleTrainingReportIT(Trainings trainings) {
        this.trainings = trainings;
    }

    @Test
    void aLineIsHiddenByTheLegendAndTheNumbersStandInATable() {
        String id = trainings.submit("lines", 2, Map.of());
        trainings.awaitEnd(id);
        List<JsonNode> history = trainings
                .client()
                .get("/jobs/" + id + "/metrics")
                .json()
                .get("metrics")
                .valueStream()
                .toList();
        try (Browser browser = trainings.open(Browser.DESKTOP, "#/training?job=" + id)) {
            TrainingPage.awaitPoints(browser, "rate", 2);
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
    void trainingsAreComparedByCurvesAndSettings() {
        String one = trainings.submit("one", 2, Map.of());
        String other = trainings.submit("other", 3, Map.of("optimiser.learningRate", 0.002));
        trainings.awaitEnd(one);
        trainings.awaitEnd(other);
        try (Browser browser = trainings.open(Browser.PHONE, "#/training")) {
            browser.find("[data-job='" + one + "'] input").click();
            browser.find("[data-job='" + other + "'] input").click();
            browser.assertAccessible();
            browser.assertNoSidewaysScrolling();
            browser.photograph("training-list-phone");
            browser.click("Compare 2 trainings");
            TrainingPage.awaitPoints(browser, "total", 3);
            assertThat(browser.find("[data-setting='optimiser.learningRate']").getText())
                    .contains("0.0005", "0.002");
            assertThat(browser.find("[data-setting=epochs]").getText()).contains("2", "3");
            assertThat(browser.all("[data-setting='optimiser.weightDecay']")).isEmpty();
            browser.assertAccessible();
            browser.assertNoSidewaysScrolling();
            browser.photograph("training-compare-phone");
            browser.go("#/training?job=" + other);
            TrainingPage.awaitPoints(browser, "loss", 3);
            browser.find("[data-report] table");
            browser.photograph("training-job-phone");
            browser.assertNoSidewaysScrolling();
            browser.assertAccessible();
            browser.assertQuiet();

            trainings.submit("beside", 1, Map.of()); // of one training alone, the list offers no comparison
            trainings.client().delete("/jobs/" + one);
            browser.click("← All jobs");
            browser.click("Compare 2 trainings");
            browser.awaitText("Deleted meanwhile and not shown: 1.");
            browser.click("← All jobs");
            browser.button("Compare 1 trainings");

            browser.run("location.hash = '#/training?job=' + arguments[0]", other);
            browser.find("[data-report] table");
            HeldAnswers deletion = HeldAnswers.to(browser, "/jobs/" + other);
            browser.click("Delete");
            browser.find("dialog .danger").click();
            deletion.await(1);
            browser.click("Search");
            browser.awaitText("Who is this?");
            deletion.release(0);
            browser.awaitText("The job is deleted.");
            assertThat(browser.find("h1").getText()).isEqualTo("Who is this?");
        }
    }

    /** A link sends no key, so the page fetches the report; and it hears a job's events with it. */
    @Test
    void withAKeyTheReportIsDownloaded(@TempDir Path own) throws Exception {
        try (TestServer keyed = TestServer.start(own, VesperApplication.class)) {
            NewKey wanted = new NewKey("engineer", Set.of(Scope.TRAIN), null, KeyLimits.NONE);
            String key = keyed.bean(ApiKeys.class).create(wanted).text();
            String id = Trainings.submit(keyed.client().withKey(key), "tiny", 1, Map.of());
            try (Browser browser = Browser.open(keyed, Browser.DESKTOP, "#/training?job=" + id)) {
                browser.driver()
                        .executeCdpCommand(
                                "Browser.setDownloadBehavior",
                                Map.of("behavior", "allow", "downloadPath", own.toString()));
                browser.labelled("API key").sendKeys(key);
                browser.click("Use key");
                TrainingPage.awaitStatus(browser, "completed");
                browser.click("Download the whole report");
                Path report = own.resolve("tiny-report.html");
                browser.await("the report", page -> Files.exists(report) ? true : null);
                assertThat(report).content().startsWith("<!DOCTYPE html>");
            }
        }
    }

    @Test
    void chartsThatAreLeftLeaveNothingBehind() {
        String one = trainings.submit("left", 2, Map.of());
        String other = trainings.submit("left-too", 1, Map.of());
        trainings.awaitEnd(one);
        trainings.awaitEnd(other);
        try (Browser browser = trainings.open(Browser.DESKTOP, "#/training?job=" + one)) {
            TrainingPage.awaitPoints(browser, "loss", 2);
            Leaks.assertNone(browser, "#/training?job=" + one, "#/training?compare=" + one + "," + other);
            browser.assertQuiet();
        }
    }
}
