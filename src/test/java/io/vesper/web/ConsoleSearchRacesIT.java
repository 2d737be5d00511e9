package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.Select;

/** The console's search when answers come late: nothing is shown or written of what they do not belong to. */
@ExtendWith(SharedServer.class)
class ConsoleSearchRacesIT {
    @TempDir
    Path folder;

    private final TestServer server;
    private final OwnGallery gallery;
    private final OwnGallery other;

    ConsoleSearchRacesIT(TestServer server) {
        this.server = server;
        gallery = OwnGallery.on(server.client());
        other = OwnGallery.on(server.client());
    }

    /** The search by an enrolled image, entered from another page so that a test can prepare this one. */
    private static void search(Browser browser, String imageId) {
        browser.run("location.hash = '#/search?imageId=' + arguments[0]", imageId);
    }

    /** Two images of A, the second to search by: it does not find itself. */
    private String enrolTwo() {
        gallery.enrol("A", "2", Pictures.png(1, 2));
        return gallery.enrol("A", "1", Pictures.png(1, 1));
    }

    private Browser open() {
        return Browser.open(server, Browser.DESKTOP, "#/models");
    }

    /** A search by an enrolled image of A that has found the other. */
    private Browser found(String probe) {
        Browser browser = open();
        search(browser, probe);
        browser.find(".person");
        return browser;
    }

    /** A search by a picture of A that is not enrolled, and that a camera is said to have taken. */
    private Browser foundByPicture() throws IOException {
        Browser browser = found(enrolTwo());
        pick(browser, 1, 3);
        browser.labelled("Camera").sendKeys("2\n");
        browser.find(".person");
        return browser;
    }

    private void pick(Browser browser, int person, int shot) throws IOException {
        Path file = Files.write(folder.resolve("%d-%d.png".formatted(person, shot)), Pictures.png(person, shot));
        browser.driver().findElement(By.id("pick")).sendKeys(file.toString());
    }

    private static void choose(Browser browser, OwnGallery gallery) {
        new Select(browser.labelled("Gallery")).selectByValue(gallery.name());
    }

    private static String personOf(OwnGallery gallery, String imageId) {
        return gallery.client()
                .get("/gallery/" + imageId)
                .json()
                .get("personId")
                .asString(null);
    }

    @Test
    void anOlderProbesAnswerIsNotShownForTheNewOne() throws IOException {
        String probe = enrolTwo();
        gallery.enrol("B", "1", Pictures.png(2, 1));
        try (Browser browser = open()) {
            HeldAnswers answers = HeldAnswers.to(browser, "/query");
            search(browser, probe);
            answers.await(1);
            pick(browser, 2, 2);
            answers.await(2).release(0);
            assertThat(browser.all(".person")).isEmpty();
            answers.release(1);
            assertThat(browser.find(".person .name").getText()).isEqualTo("B");
            browser.assertQuiet();
        }
    }

    @Test
    void nothingIsDecidedAboutTheAnswerOfAGalleryThatWasLeft() {
        String probe = enrolTwo();
        other.enrol("C", "1", Pictures.png(1, 1));
        try (Browser browser = found(probe)) {
            HeldAnswers answers = HeldAnswers.to(browser, "/query");
            choose(browser, other);
            answers.await(1);
            assertThat(browser.all(".person")).isEmpty();
            answers.release(0);
            assertThat(browser.find(".person .name").getText()).isEqualTo("C");
        }
    }

    @Test
    void aNamesakeInAnotherGalleryDoesNotChangeTheProbe() {
        String probe = enrolTwo();
        other.enrol("A", "1", Pictures.png(1, 1));
        try (Browser browser = found(probe)) {
            choose(browser, other);
            browser.awaitText("from the gallery " + other.name());
            browser.click("Not this one");
            browser.button("Show again");
            assertThat(personOf(gallery, probe)).isEqualTo("A");
            browser.click("Show again");
            browser.button("Not this one");
            assertThat(browser.find(".person .actions").getText()).doesNotContain("Same person");
            browser.assertQuiet();
        }
    }

    @Test
    void aConfirmationThatIsAnsweredLateLeavesTheNewProbe() throws IOException {
        try (Browser browser = foundByPicture()) {
            HeldAnswers enrolments = HeldAnswers.to(browser, "/gallery");
            browser.click("Same person");
            enrolments.await(1);
            browser.click("Start anew");
            pick(browser, 1, 4);
            enrolments.release(0);
            browser.awaitText("Pictures enrolled for A: 1");
            assertThat(browser.find(".probes button").getDomAttribute("aria-label"))
                    .isEqualTo("Remove picture 1");
        }
    }

    @Test
    void aConfirmationSearchesOnce() throws IOException {
        try (Browser browser = foundByPicture()) {
            HeldAnswers answers = HeldAnswers.to(browser, "/query");
            browser.click("Same person");
            answers.await(1).release(0);
            browser.find(".person");
            browser.runLong("setTimeout(arguments[0], 500)"); // after whatever the page puts off
            assertThat(answers.questions()).isOne();
        }
    }
}
