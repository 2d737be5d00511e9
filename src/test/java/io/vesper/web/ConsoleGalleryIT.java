package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.Select;
import tools.jackson.databind.JsonNode;

/** The console's gallery in a real browser: looking, correcting, erasing. */
class ConsoleGalleryIT {
    private static final int PAGE = 60;

    @TempDir
    static Path folder;

    private static TestServer server;
    private OwnGallery gallery;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder, GridModelsConfiguration.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void ownGallery() {
        gallery = OwnGallery.on(server.client());
    }

    private Browser open(String view) {
        return Browser.open(server, Browser.DESKTOP, "#/gallery?gallery=" + gallery.name() + view);
    }

    private static void awaitTiles(Browser browser, int count) {
        browser.await(
                count + " tiles",
                page -> page.findElements(By.cssSelector("main .tile")).size() == count ? true : null);
    }

    private int images(String filter) {
        return gallery.client()
                .get("/gallery?limit=1000&gallery=" + gallery.name() + filter)
                .json()
                .get("images")
                .size();
    }

    private JsonNode image(String imageId) {
        return gallery.client().get("/gallery/" + imageId).json();
    }

    private void enrolMany(String person, String camera, String modality, int count) {
        TestClient.Parts parts = gallery.enrolment(person, camera, modality);
        for (int shot = 0; shot < count; shot++) {
            parts.image(Pictures.png(person.hashCode(), shot));
        }
        assertThat(gallery.client().post("/gallery", parts).status()).isEqualTo(201);
    }

    @Test
    void imagesAreShownPageByPageAndFiltered() {
        enrolMany("A", "gate", "visible", 64);
        enrolMany("B", "yard", "infrared", 6);
        gallery.client()
                .post(
                        "/gallery",
                        gallery.probe()
                                .with("cameraId", "gate")
                                .with("capturedAt", "2026-11-24T08:15:00Z")
                                .image(Pictures.png(3, 1)));
        try (Browser browser = open("")) {
            awaitTiles(browser, PAGE);
            browser.awaitText("Images: 71 · people: 2");
            browser.assertAccessible();
            browser.photograph("gallery-images");
            browser.click("Next ›");
            awaitTiles(browser, 71 - PAGE);
            browser.awaitText("Page 2");
            browser.click("‹ Previous");
            awaitTiles(browser, PAGE);

            browser.labelled("Person").sendKeys("B", Keys.ENTER);
            awaitTiles(browser, 6);
            browser.labelled("Person").clear();
            browser.labelled("Person").sendKeys(Keys.ENTER);
            awaitTiles(browser, PAGE);
            new Select(browser.labelled("Camera")).selectByVisibleText("yard");
            awaitTiles(browser, 6);
            new Select(browser.labelled("Pictures taken in")).selectByValue("visible");
            browser.awaitText("No image passes the filters");
            browser.click("Show everything");
            awaitTiles(browser, PAGE);
            new Select(browser.labelled("Identified")).selectByVisibleText("not identified");
            awaitTiles(browser, 1);
            browser.run(
                    "const from = arguments[0]; from.value = '2026-11-26T00:00'; from.dispatchEvent(new Event('change'))",
                    browser.labelled("Captured from"));
            browser.awaitText("No image passes the filters");
            browser.assertQuiet();
        }
    }

    @Test
    void labelsAreCorrected() {
        String imageId = gallery.enrolLabelled(1);
        try (Browser browser = Browser.open(server, Browser.DESKTOP, "#/gallery?imageId=" + imageId)) {
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
        JsonNode image = image(imageId);
        assertThat(image.get("personId").asString()).isEqualTo("Erika");
        assertThat(image.get("capturedAt").asString()).isEqualTo("2026-11-24T08:15:00Z");
        assertThat(image.get("attributes")).hasSize(2);
        assertThat(image.at("/attributes/hat").asString()).isEqualTo("green");
    }

    @Test
    void aCorrectionThatIsRefusedSaysWhy() {
        String imageId = gallery.enrolLabelled(1);
        gallery.enrol("B", "1", Pictures.png(1, 1));
        try (Browser browser = Browser.open(server, Browser.DESKTOP, "#/gallery?imageId=" + imageId)) {
            browser.click("Correct labels");
            browser.labelled("Person's id").clear();
            browser.labelled("Person's id").sendKeys("B");
            browser.click("Save");
            browser.find("dialog .failure");
            browser.find("dialog a[href*=imageId]");
        }
        assertThat(image(imageId).get("personId").asString()).isEqualTo("A");
    }

    @Test
    void anImageIsErasedOnceThatIsConfirmed() {
        String imageId = gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.enrol("A", "2", Pictures.png(1, 2));
        try (Browser browser = open("")) {
            browser.find("[data-image='%s']".formatted(imageId)).click();
            browser.click("Erase…");
            browser.awaitText("Images of A that stay: 1.");
            browser.assertAccessible();
            browser.photograph("gallery-erase-image");
            browser.click("Cancel");
            assertThat(images("")).isEqualTo(2);
            browser.click("Erase…");
            browser.click("Erase the image");
            awaitTiles(browser, 1);
            browser.assertQuiet();
        }
        assertThat(gallery.client().get("/gallery/" + imageId).status()).isEqualTo(404);
        assertThat(images("")).isEqualTo(1);
    }

    @Test
    void peopleAreMergedAfterBothWereLookedAt() {
        gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.enrol("A", "2", Pictures.png(1, 2));
        gallery.enrol("B", "1", Pictures.png(1, 3));
        try (Browser browser = open("&view=people")) {
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
            browser.labelled("Into the person").sendKeys("B", Keys.ENTER);
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
        assertThat(images("&personId=B")).isEqualTo(3);
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
        assertThat(images("&personId=B")).isEqualTo(3);
    }

    @Test
    void aPersonIsErasedOnceTheIdIsTyped() {
        gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.enrol("B", "1", Pictures.png(2, 1));
        try (Browser browser = open("&view=people")) {
            browser.find(".people .who").click();
            browser.click("Erase person…");
            assertThat(browser.button("Erase the person").isEnabled()).isFalse();
            browser.labelled("Type A to confirm").sendKeys("B", Keys.ENTER);
            assertThat(browser.button("Erase the person").isEnabled()).isFalse();
            browser.labelled("Type A to confirm").sendKeys(Keys.BACK_SPACE, "A");
            browser.assertAccessible();
            browser.photograph("gallery-erase-person");
            browser.click("Erase the person");
            browser.awaitText("A is erased.");
            browser.assertQuiet();
        }
        assertThat(gallery.client().get(gallery.person("A")).status()).isEqualTo(404);
        assertThat(images("")).isEqualTo(1);
    }

    @Test
    void aGalleryShowsHowLongItKeepsAndIsErasedOnceItsNameIsTyped() {
        gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.client().putJson("/galleries/" + gallery.name(), "{\"timeToLive\":\"P30DT12H\"}");
        try (Browser browser = open("")) {
            browser.awaitText("Each is erased 30 days 12 hr after its enrolment");
            browser.click("Erase gallery…");
            browser.labelled("Type %s to confirm".formatted(gallery.name())).sendKeys(gallery.name(), Keys.ENTER);
            browser.awaitText("is erased.");
        }
        assertThat(gallery.client().get("/galleries/" + gallery.name()).status())
                .isEqualTo(404);
    }

    @Test
    void anEmptyGalleryOffersTheUpload() {
        try (Browser browser = open("")) {
            browser.awaitText("Nothing is enrolled in " + gallery.name());
            browser.assertAccessible();
            browser.photograph("gallery-empty");
            browser.click("Upload pictures");
            browser.awaitText("Pick pictures");
            browser.assertQuiet();
        }
    }

    @Test
    void anImageIsErasedByTheKeyboardAlone() {
        gallery.enrol("A", "1", Pictures.png(1, 1));
        try (Browser browser = open("")) {
            browser.find(".tile");
            tabTo(browser, ".tile");
            press(browser, Keys.ENTER);
            browser.find("dialog");
            tabTo(browser, "dialog .erases");
            press(browser, Keys.ENTER);
            browser.awaitText("It is the last one of A");
            tabTo(browser, "dialog .danger");
            press(browser, Keys.ENTER);
            browser.awaitText("Nothing is enrolled in " + gallery.name());
        }
        assertThat(images("")).isZero();
    }

    private static void tabTo(Browser browser, String css) {
        for (int i = 0; i < 60; i++) {
            press(browser, Keys.TAB);
            if ((Boolean) browser.run("return document.activeElement.matches(arguments[0])", css)) {
                return;
            }
        }
        throw new AssertionError("The Tab key does not reach " + css);
    }

    private static void press(Browser browser, Keys key) {
        new Actions(browser.driver()).sendKeys(key).perform();
    }

    @Test
    void itFitsAPhone() {
        enrolMany("A", "gate", "visible", 20);
        try (Browser browser = Browser.open(server, Browser.PHONE, "#/gallery?gallery=" + gallery.name())) {
            awaitTiles(browser, 20);
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
}
