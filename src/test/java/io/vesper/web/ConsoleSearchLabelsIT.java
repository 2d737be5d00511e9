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
import org.openqa.selenium.WebElement;

/** The console's search with labels as long and odd as they may be, and what is said at a result. */
@ExtendWith(SharedServer.class)
class ConsoleSearchLabelsIT {
    /** As long as an id may be, and with a comma. */
    private static final String CAMERA = "gate, north ".repeat(5) + "side";

    @TempDir
    Path folder;

    private final TestServer server;
    private final OwnGallery gallery;

    ConsoleSearchLabelsIT(TestServer server) {
        this.server = server;
        gallery = OwnGallery.on(server.client());
    }

    private Browser search(String imageId) {
        Browser browser = Browser.open(server, Browser.DESKTOP, "#/search?imageId=" + imageId);
        browser.find(".person");
        return browser;
    }

    @Test
    void aCameraWithALongNameAndACommaIsShownAndFiltered() throws IOException {
        String probe = gallery.enrol("A", CAMERA, Pictures.png(1, 1));
        gallery.enrol("B", "2", Pictures.png(2, 1));
        Path picture = Files.write(folder.resolve("probe.png"), Pictures.png(1, 3));
        try (Browser browser = search(probe)) {
            browser.driver().findElement(By.id("pick")).sendKeys(picture.toString());
            browser.awaitCount(".person", 2);
            assertThat((long) browser.run("return document.querySelector('.person .images > li').offsetWidth"))
                    .isLessThan(100);
            browser.photograph("search-long-camera");
            browser.click(CAMERA);
            browser.awaitCount(".person", 1);
            assertThat(browser.find(".person .name").getText()).isEqualTo("A");
            browser.assertQuiet();
        }
    }

    @Test
    void aTimeThatNoCalendarHasIsShownToBeWrong() {
        gallery.enrol("A", "1", Pictures.png(1, 2));
        String probe = gallery.enrol("A", "1", Pictures.png(1, 1));
        try (Browser browser = search(probe)) {
            WebElement from = browser.labelled("Captured from");
            browser.run("""
                    arguments[0].value = '111111-01-01T00:00';
                    arguments[0].dispatchEvent(new Event('change'));""", from);
            assertThat(from.getDomAttribute("aria-invalid")).isEqualTo("true");
            assertThat(browser.find(".person .name").getText()).isEqualTo("A");
            assertThat(browser.all(".failure")).isEmpty();
        }
    }

    @Test
    void whatIsRefusedIsSaidAtItsResultAndEachControlSaysWhatItIsFor() {
        String probe = gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.enrol("A", "1", Pictures.png(1, 2));
        gallery.enrol("B", "1", Pictures.png(2, 1));
        try (Browser browser = search(probe)) {
            WebElement alarms = browser.labelled("False alarms allowed");
            String hint = alarms.getDomAttribute("aria-describedby");
            assertThat(browser.driver().findElement(By.id(hint)).getText()).startsWith("Of comparisons with strangers");
            assertThat(browser.all(".person .primary"))
                    .extracting(WebElement::getAccessibleName)
                    .containsExactly("Same person: A", "Same person: B");

            gallery.client().delete("/gallery/" + probe);
            browser.find("[data-person=B] .primary").click();
            assertThat(browser.find("[data-person=B] .failure").getText()).contains(probe);
            browser.awaitCount(".failure", 1);
            browser.assertAccessible();
        }
    }

    @Test
    void theFieldForPicturesShowsTheFocus() {
        try (Browser browser = Browser.open(server, Browser.DESKTOP, "#/search")) {
            browser.find("h1");
            browser.tabTo("#pick");
            assertThat(browser.find(".pick").getCssValue("outline-style")).isEqualTo("solid");
        }
    }
}
