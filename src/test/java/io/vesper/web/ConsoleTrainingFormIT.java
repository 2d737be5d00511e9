package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.WebElement;
import tools.jackson.databind.JsonNode;

/** The console's forms of a training and an evaluation in a real browser. */
@Timeout(600)
@ExtendWith(TrainingServer.class)
class ConsoleTrainingFormIT {
    private final Trainings trainings;

    ConsoleTrainingFormIT(Trainings trainings) {
        this.trainings = trainings;
    }

    @Test
    void whatIsRefusedIsSaidAtItsField() {
        try (Browser browser = trainings.open(Browser.PHONE, "#/training?new=train")) {
            browser.find("#preset");
            browser.click("Show all settings");
            browser.assertAccessible();
            browser.assertNoSidewaysScrolling();
            browser.photograph("training-form-phone");
            TrainingPage.type(browser, "setting-loss.temperature", "0");
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
            TrainingPage.type(browser, "model-id", "no spaces allowed");
            browser.click("Start the training");
            assertThat(browser.find("#model-id-error").getText()).contains("The model id (no spaces allowed)");
        }
    }

    @Test
    void allThatIsWrongIsSaidAtOnceEachAtItsField() {
        try (Browser browser = trainings.open(Browser.DESKTOP, "#/training?new=train")) {
            browser.find("#preset");
            browser.click("Show all settings");
            TrainingPage.type(browser, "setting-loss.temperature", "0");
            TrainingPage.type(browser, "setting-optimiser.learningRate", "-1");
            TrainingPage.type(browser, "model-id", "no spaces allowed");
            browser.click("Start the training");
            for (String id : List.of("setting-loss.temperature", "setting-optimiser.learningRate", "model-id")) {
                WebElement field = browser.find("[id='%s'][aria-invalid=true]".formatted(id));
                assertThat(field.getDomAttribute("aria-describedby")).contains(id + "-error");
                assertThat(browser.find("[id='%s-error']".formatted(id)).getText())
                        .isNotEmpty();
            }
            browser.awaitFocus("#model-id");
        }
    }

    @Test
    void aNumberThatIsTooLargeIsSaidAtItsField() {
        try (Browser browser = trainings.open(Browser.DESKTOP, "#/training?new=train")) {
            browser.find("#preset");
            TrainingPage.type(browser, "setting-seed", "1e30");
            browser.click("Start the training");
            assertThat(browser.find("#setting-seed-error").getText()).contains("impossible value");
            browser.awaitFocus("#setting-seed");
        }
    }

    @Test
    void aTextThatIsNoNumberIsNotReplacedByThePresets() {
        try (Browser browser = trainings.open(Browser.DESKTOP, "#/training?new=train")) {
            browser.find("#preset");
            TrainingPage.type(browser, "setting-epochs", "1e");
            browser.click("Start the training");
            browser.awaitFocus("#setting-epochs:invalid");
            browser.run("location.hash = '#/training?new=evaluate'");
            TrainingPage.type(browser, "protocol-trials", "1e");
            browser.click("Start the evaluation");
            browser.awaitFocus("#protocol-trials:invalid");
            assertThat(browser.driver().getCurrentUrl()).endsWith("new=evaluate");
        }
    }

    @Test
    void theDraftStaysWhenTheLanguageChangesUntilItIsDiscarded() {
        try (Browser browser = trainings.open(Browser.DESKTOP, "#/training?new=train")) {
            browser.find("#preset");
            TrainingPage.type(browser, "setting-epochs", "7");
            TrainingPage.type(browser, "model-id", "draft");
            browser.click("中文");
            browser.awaitText("开始训练");
            browser.await(
                    "the draft",
                    page -> browser.find("#model-id").getDomProperty("value").equals("draft") ? true : null);
            assertThat(browser.find("#setting-epochs").getDomProperty("value")).isEqualTo("7");
            browser.click("English");
            browser.click("Search");
            browser.awaitText("Who is this?");
            browser.driver().navigate().back();
            assertThat(browser.find("#setting-epochs").getDomProperty("value")).isEqualTo("7");

            browser.click("Discard changes");
            browser.awaitFocus("#preset");
            assertThat(browser.find("#setting-epochs").getDomProperty("value")).isEqualTo("24");
            assertThat(browser.find("#model-id").getDomProperty("value")).isEmpty();
            browser.assertQuiet();
        }
    }

    @Test
    void anEvaluationIsStartedAndItsReportShown() {
        try (Browser browser = trainings.open(Browser.DESKTOP, "#/training?new=evaluate&modelId=synthetic")) {
            TrainingPage.type(browser, "protocol-trials", "1");
            browser.assertAccessible();
            browser.photograph("training-evaluate");
            browser.click("Start the evaluation");
            String id = TrainingPage.shown(browser);
            TrainingPage.awaitStatus(browser, "completed");
            JsonNode report = trainings
                    .client()
                    .send(trainings
                            .client()
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
}
