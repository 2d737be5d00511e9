package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

/** The console's gallery in a real browser: looking. */
@ExtendWith(SharedServer.class)
class ConsoleGalleryIT {
    private static final int PAGE = 60;

    private final TestServer server;
    private final OwnGallery gallery;
    private final GalleryPage page;

    ConsoleGalleryIT(TestServer server) {
        this.server = server;
        gallery = OwnGallery.on(server.client());
        page = new GalleryPage(server, gallery);
    }

    @Test
    void imagesAreShownPageByPageAndFiltered() {
        page.enrolMany("A", "gate", "visible", 64);
        page.enrolMany("B", "yard", "infrared", 6);
        gallery.client()
                .post(
                        "/gallery",
                        gallery.probe()
                                .with("cameraId", "gate")
                                .with("capturedAt", "2026-11-24T08:15:00Z")
                                .image(Pictures.png(3, 1)));
        try (Browser browser = page.open("")) {
            browser.awaitCount("main .tile", PAGE);
            browser.awaitText("Images: 71 · people: 2");
            browser.assertAccessible();
            browser.photograph("gallery-images");
            browser.click("Next ›");
            browser.awaitCount("main .tile", 71 - PAGE);
            browser.awaitText("Page 2");
            browser.click("‹ Previous");
            browser.awaitCount("main .tile", PAGE);

            browser.labelled("Person").sendKeys("B", Keys.ENTER);
            browser.awaitCount("main .tile", 6);
            browser.labelled("Person").clear();
            browser.labelled("Person").sendKeys(Keys.ENTER);
            browser.awaitCount("main .tile", PAGE);
            new Select(browser.labelled("Camera")).selectByVisibleText("yard");
            browser.awaitCount("main .tile", 6);
            new Select(browser.labelled("Pictures taken in")).selectByValue("visible");
            browser.awaitText("No image passes the filters");
            browser.click("Show everything");
            browser.awaitCount("main .tile", PAGE);
            new Select(browser.labelled("Identified")).selectByVisibleText("not identified");
            browser.awaitCount("main .tile", 1);
            browser.run(
                    "const from = arguments[0]; from.value = '2026-11-26T00:00'; from.dispatchEvent(new Event('change'))",
                    browser.labelled("Captured from"));
            browser.awaitText("No image passes the filters");
            browser.assertQuiet();
        }
    }

    @Test
    void anEmptyGalleryOffersTheUpload() {
        try (Browser browser = page.open("")) {
            browser.awaitText("Nothing is enrolled in " + gallery.name());
            browser.assertAccessible();
            browser.photograph("gallery-empty");
            browser.click("Upload pictures");
            browser.awaitText("Pick pictures");
            browser.assertQuiet();
        }
    }

    @Test
    void itFitsAPhone() {
        page.enrolMany("A", "gate", "visible", 20);
        try (Browser browser = Browser.open(server, Browser.PHONE, "#/gallery?gallery=" + gallery.name())) {
            browser.awaitCount("main .tile", 20);
            browser.assertNoSidewaysScrolling();
            browser.photograph("gallery-images-phone");
            browser.find(".tile").click();
            browser.find("dialog");
            browser.photograph("gallery-image-phone");
            browser.find("dialog header button").click();
            browser.click("People");
            browser.find(".people");
            browser.assertNoSidewaysScrolling();
            browser.photograph("gallery-people-phone");
        }
    }

    @Test
    void aPageThatHoldsNothingAnyMoreGivesWayToTheOneBefore() {
        page.enrolMany("A", "gate", "visible", PAGE);
        String last = gallery.enrol("B", "gate", Pictures.png(2, 1));
        try (Browser browser = page.open("")) {
            browser.click("Next ›");
            browser.find("[data-image='%s']".formatted(last)).click();
            browser.click("Erase…");
            browser.click("Erase the image");
            browser.awaitCount("main .tile", PAGE);
            assertThat(browser.all(".pager")).isEmpty();
            browser.assertQuiet();
        }
    }

    @Test
    void allOfAPersonAreShownFromOneOfItsImagesAndFromAnImageOfAnother() {
        String imageId = gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.enrol("A", "2", Pictures.png(1, 2));
        gallery.enrol("B", "1", Pictures.png(2, 1));
        try (Browser browser = page.openImage(imageId)) {
            browser.click("All of A");
            browser.awaitText("Person A of gallery " + gallery.name());
            browser.awaitCount("dialog .tile", 2);

            browser.find("dialog [data-image='%s']".formatted(imageId)).click();
            browser.click("Correct labels");
            browser.labelled("Person's id").clear();
            browser.labelled("Person's id").sendKeys("B");
            browser.click("Save");
            browser.click("All of B");
            browser.awaitText("Person B of gallery " + gallery.name());
            browser.awaitCount("dialog .tile", 2);
            browser.awaitCount("dialog", 1);
            browser.assertQuiet();
        }
    }
}
