package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console's trainings in a real browser, from the form to the model in service. */
@Timeout(600)
@ExtendWith(TrainingServer.class)
class ConsoleTrainingIT {
    private final Trainings trainings;

    ConsoleTrainingIT(Trainings trainings) {
        this.trainings = trainings;
    }

    @Test
    void aTrainingFromTheFormIsWatchedToItsEndAndItsModelActivated() {
        String model = trainings.submit("first", 1, Map.of());
        trainings.awaitEnd(model);
        OwnGallery gallery = OwnGallery.on(trainings.client());
        gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.enrol("A", "2", Pictures.png(1, 2));
        try (Browser browser = trainings.open(Browser.DESKTOP, "#/training?new=train&like=" + model)) {
            browser.find("#preset");
            browser.assertAccessible();
            TrainingPage.type(browser, "setting-epochs", "6");
            TrainingPage.type(browser, "model-id", "night");
            browser.find("[data-group=selection] summary").click();
            TrainingPage.type(browser, "setting-selection.everyEpochs", "1");
            browser.photograph("training-form");
            browser.click("Start the training");

            String id = TrainingPage.shown(browser);
            assertThat(trainings
                            .job(id)
                            .at("/parameters/overrides/selection.everyEpochs")
                            .asInt())
                    .isOne();
            assertThat(trainings.job(id).at("/parameters/epochs").asInt()).isEqualTo(6);
            TrainingPage.awaitPoints(browser, "loss", 1);
            browser.driver().navigate().refresh();
            TrainingPage.awaitPoints(browser, "loss", 2);
            browser.photograph("training-live");

            TrainingPage.awaitStatus(browser, "completed");
            TrainingPage.awaitPoints(browser, "loss", 6);
            TrainingPage.awaitPoints(browser, "validation", 6);
            TrainingPage.awaitPoints(browser, "rate", 6);
            TrainingPage.awaitPoints(browser, "speed", 6);
            assertThat(browser.find("main .progress").getText()).contains("100%", "6 of 6 epochs");
            assertThat(browser.find("[data-report] table").getText()).contains("Rank-1", "observation", "chance");
            assertThat(browser.all("[data-chart=loss] canvas")).hasSize(1);
            browser.assertAccessible();
            browser.photograph("training-completed");

            browser.click("Activate");
            browser.awaitText("This model answers the searches.");
            assertThat(browser.find("[data-model=night]").getText()).contains("2 of 2 pictures embedded");
            assertThat(trainings
                            .client()
                            .get("/models")
                            .json()
                            .get("activeModelId")
                            .asString())
                    .isEqualTo("night");
            browser.assertQuiet();
        }
    }

    @Test
    void aTrainingIsStoppedRestartedAndDeleted() {
        String id = trainings.submit("long", 500, Map.of());
        try (Browser browser = trainings.open(Browser.DESKTOP, "#/training?job=" + id)) {
            TrainingPage.awaitPoints(browser, "loss", 1);
            confirm(browser, "Stop");
            TrainingPage.awaitStatus(browser, "stopped");
            confirm(browser, "Restart");
            int before = trainings.job(id).at("/progress/done").asInt();
            TrainingPage.awaitStatus(browser, "running");
            TrainingPage.awaitPoints(browser, "loss", before + 1);
            confirm(browser, "Stop");
            TrainingPage.awaitStatus(browser, "stopped");
            confirm(browser, "Delete");
            browser.awaitText("The job is deleted.");
            browser.find(".jobs, .empty");
            assertThat(trainings.client().get("/jobs/" + id).status()).isEqualTo(404);
            browser.assertQuiet();
        }
    }

    private static void confirm(Browser browser, String order) {
        browser.click(order);
        browser.find("dialog footer button:last-child").click();
    }

    @Test
    void aTrainingThatFailsSaysWhy() {
        String id = trainings.submit("exploded", 2, Map.of("optimiser.learningRate", 1e30));
        try (Browser browser = trainings.open(Browser.DESKTOP, "#/training?job=" + id)) {
            TrainingPage.awaitStatus(browser, "failed");
            assertThat(browser.find(".failure").getText()).contains("The loss term (");
            browser.assertAccessible();
        }
    }
}
