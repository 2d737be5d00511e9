package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is answered after a page was left does not come into the one that is looked at. */
@ExtendWith(SharedServer.class)
class ConsoleLateAnswersIT {
    private final TestServer server;
    private final OwnGallery gallery;

    ConsoleLateAnswersIT(TestServer server) {
        this.server = server;
        gallery = OwnGallery.on(server.client());
    }

    private Browser open() {
        Browser browser = Browser.open(server, Browser.DESKTOP, "#/search");
        browser.awaitText("Who is this?");
        return browser;
    }

    @Test
    void aPageThatWasLeftDoesNotComeBack() {
        try (Browser browser = open()) {
            for (String[] page : new String[][] {{"Models", "/models"}, {"Training", "/jobs"}}) {
                HeldAnswers answers = HeldAnswers.to(browser, page[1]);
                browser.click(page[0]);
                answers.await(1);
                browser.click("Search");
                browser.awaitText("Who is this?");
                answers.release(0);
                assertThat(browser.find("main h1").getText()).as(page[0]).isEqualTo("Who is this?");
            }
            browser.assertQuiet();
        }
    }

    @Test
    void noDialogOpensOverWhatIsLookedAtMeanwhile() {
        String imageId = gallery.enrol("A", "1", Pictures.png(1, 1));
        try (Browser browser = open()) {
            HeldAnswers people = HeldAnswers.to(browser, "/people/A");
            browser.run("location.hash = '#/gallery?imageId=' + arguments[0]", imageId);
            browser.click("Erase…");
            people.await(1);
            browser.driver().navigate().back();
            browser.awaitText("Who is this?");
            people.release(0);
            assertThat(browser.all("dialog")).isEmpty();

            HeldAnswers image = HeldAnswers.to(browser, "/gallery/" + imageId);
            browser.run("location.hash = '#/gallery?imageId=' + arguments[0]", imageId);
            image.await(1);
            browser.click("Search");
            browser.awaitText("Who is this?");
            browser.click("Gallery");
            browser.find("main .views");
            image.release(0);
            assertThat(browser.all("dialog")).isEmpty();
            browser.assertQuiet();
        }
    }
}
