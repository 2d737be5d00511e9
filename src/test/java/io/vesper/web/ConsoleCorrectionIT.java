package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import tools.jackson.databind.JsonNode;

/** The console's gallery in a real browser: correcting labels, and making two people one. */
@ExtendWith(SharedServer.class)
class ConsoleCorrectionIT {
    private final TestServer server;
    private final OwnGallery gallery;
    private final GalleryPage page;

    ConsoleCorrectionIT(TestServer server) {
        this.server = server;
        gallery = OwnGallery.on(server.client());
        page = new GalleryPage(server, gallery);
    }

    @Test
    void labelsAreCorrected() {
        String imageId = gallery.enrolLabelled(1);
        try (Browser browser = page.openImage(imageId)) {
            browser.awaitText("red");
            browser.assertAccessible();
            browser.click("Correct labels");
            WebElement person = browser.labelled("Person's id");
            assertThat(browser.driver().switchTo().activeElement().getDomAttribute("id"))
                    .isEqualTo(person.getDomAttribute("id"));
            person.clear();
            person.sendKeys("Erika");
            browser.find("[aria-label='Remove attribute 1']").click();
            browser.click("Add an attribute");
            browser.find("[aria-label='Name of attribute 2']").sendKeys("hat");
            browser.find("[aria-label='Value of attribute 2']").sendKeys("green");
            browser.assertAccessible();
            browser.photograph("gallery-correct");
            browser.click("Save");
            browser.awaitText("The labels are corrected.");
            browser.assertQuiet();
        }
        JsonNode image = page.image(imageId);
        assertThat(image.get("personId").asString()).isEqualTo("Erika");
        assertThat(image.get("capturedAt").asString()).isEqualTo("2026-11-24T08:15:00Z");
        assertThat(image.get("attributes")).hasSize(2);
        assertThat(image.at("/attributes/hat").asString()).isEqualTo("green");
    }

    @Test
    void aCorrectionThatIsRefusedSaysWhy() {
        String imageId = gallery.enrolLabelled(1);
        gallery.enrol("B", "1", Pictures.png(1, 1));
        try (Browser browser = page.openImage(imageId)) {
            browser.click("Correct labels");
            browser.labelled("Person's id").clear();
            browser.labelled("Person's id").sendKeys("B");
            browser.click("Save");
            browser.find("dialog .failure");
            browser.find("dialog a[href*=imageId]");
        }
        assertThat(page.image(imageId).get("personId").asString()).isEqualTo("A");
    }

    /** What every object of the language has, an image has too if somebody gave it to it. */
    @Test
    void anAttributeOfAnyNameIsRemovedAndOneWithoutIsRefused() {
        String imageId = gallery.client()
                .post(
                        "/gallery",
                        gallery.enrolment("A", "1", "visible")
                                .with("attributes", "{\"constructor\":\"builder\"}")
                                .image(Pictures.png(1, 1)))
                .json()
                .at("/images/0/imageId")
                .asString();
        try (Browser browser = page.openImage(imageId)) {
            browser.click("Correct labels");
            browser.find("[aria-label='Remove attribute 1']").click();
            browser.click("Add an attribute");
            browser.find("[aria-label='Value of attribute 1']").sendKeys("green");
            browser.click("Save");
            browser.awaitText("An attribute has a value, but no name.");
            browser.find("[aria-label='Remove attribute 1']").click();
            browser.click("Save");
            browser.awaitText("The labels are corrected.");
            browser.assertQuiet();
        }
        assertThat(page.image(imageId).get("attributes")).isEmpty();
    }

    @Test
    void peopleAreMergedAfterBothWereLookedAt() {
        gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.enrol("A", "2", Pictures.png(1, 2));
        gallery.enrol("B", "1", Pictures.png(1, 3));
        try (Browser browser = page.open("&view=people")) {
            browser.await(
                    "three pictures",
                    page -> page.findElements(By.cssSelector(".people img[src]"))
                                            .size()
                                    == 3
                            ? true
                            : null);
            browser.assertAccessible();
            browser.photograph("gallery-people");
            browser.find(".people .who").click();
            browser.find("dialog .tile");
            browser.assertAccessible();
            browser.photograph("gallery-person");
            browser.click("Merge…");
            browser.labelled("Into the person").sendKeys("A", Keys.ENTER);
            browser.awaitText("That is the person to be merged");
            assertThat(browser.find("dialog:last-of-type footer").getText()).doesNotContain("Merge");
            browser.labelled("Into the person").sendKeys(Keys.BACK_SPACE, "B", Keys.ENTER);
            browser.awaitText("All pictures of A become pictures of B.");
            browser.assertAccessible();
            browser.photograph("gallery-merge");
            browser.click("Merge");
            browser.awaitText("A is merged into B");
            browser.await(
                    "one person",
                    page -> page.findElements(By.cssSelector(".people .who")).size() == 1 ? true : null);
            browser.assertQuiet();
        }
        assertThat(page.images("&personId=B")).isEqualTo(3);
        assertThat(gallery.client().get(gallery.person("A")).status()).isEqualTo(404);
    }

    @Test
    void whoIsMergedFromASearchIsMergedInTheGalleryThatWasSearched() {
        String probe = gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.enrol("A", "2", Pictures.png(1, 2));
        gallery.enrol("B", "1", Pictures.png(2, 1));
        try (Browser browser = Browser.open(server, Browser.DESKTOP, "#/search?imageId=" + probe)) {
            browser.click("Merge…");
            browser.labelled("Into the person").sendKeys("B", Keys.ENTER);
            browser.click("Merge");
            browser.awaitText("A is merged into B");
            browser.assertQuiet();
        }
        assertThat(page.images("&personId=B")).isEqualTo(3);
    }

    /** Chinese is typed so: Enter takes what the input method offers, and is no order. */
    @Test
    void enterThatEndsAWordSubmitsNothing() {
        gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.enrol("B", "1", Pictures.png(2, 1));
        try (Browser browser = page.open("&view=people")) {
            browser.find(".people .who").click();
            browser.click("Merge…");
            browser.labelled("Into the person").sendKeys("B");
            browser.run("""
                    document.activeElement.dispatchEvent(
                      new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }))""");
            assertThat(browser.find("dialog:last-of-type footer").getText()).doesNotContain("Merge");
            browser.assertQuiet();
        }
        assertThat(page.images("&personId=A")).isOne();
    }

    @Test
    void anUnknownPersonIsNamedWithoutTheBlanksAround() {
        String probe = gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.client().post("/gallery", gallery.probe().with("cameraId", "2").image(Pictures.png(1, 2)));
        try (Browser browser = Browser.open(server, Browser.DESKTOP, "#/search?imageId=" + probe)) {
            browser.click("Assign…");
            browser.labelled("Person's id").sendKeys(" C ", Keys.ENTER);
            browser.find("[data-person=C]");
            browser.assertQuiet();
        }
        assertThat(page.images("&personId=C")).isOne();
    }

    @Test
    void anUnknownPersonIsNotNamedByEnterThatEndsAWord() {
        String probe = gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.client().post("/gallery", gallery.probe().with("cameraId", "2").image(Pictures.png(1, 2)));
        try (Browser browser = Browser.open(server, Browser.DESKTOP, "#/search?imageId=" + probe)) {
            browser.click("Assign…");
            browser.labelled("Person's id").sendKeys("C");
            browser.run("addEventListener('keydown', (event) => { window.wasComposing = event.isComposing; }, true)");
            browser.enterWhileComposing("王");
            assertThat(browser.run("return window.wasComposing")).isEqualTo(true);
            browser.awaitCount("dialog", 1);
            assertThat(page.images("&identified=false")).isOne();
        }
    }
}
