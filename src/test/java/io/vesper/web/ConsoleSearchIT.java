package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;

/** The console's search in a real browser, with the demo galleries and the shipped model. */
class ConsoleSearchIT {
    @TempDir
    static Path folder;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = DemoServer.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Path picture(String file) {
        return Path.of("src/main/resources/datasets/demo").resolve(file).toAbsolutePath();
    }

    private static Browser searching(Dimension size, String file) {
        Browser browser = Browser.open(server, size, "#/search");
        browser.find("[data-probe]");
        browser.driver().findElement(By.id("pick")).sendKeys(picture(file).toString());
        browser.find(".person .name");
        return browser;
    }

    @Test
    void aSuggestedProbeFindsItsPersonByNightAndByDayAndNobodyForAStranger() {
        try (Browser browser = Browser.open(server, Browser.DESKTOP, "#/search")) {
            browser.find("[data-probe=night]");
            browser.assertAccessible();
            browser.photograph("search-welcome");
            browser.find("[data-probe=night]").click();
            assertThat(browser.find(".person .name").getText()).isEqualTo("0038");
            browser.awaitPictures();
            browser.assertAccessible();
            browser.photograph("search-results");

            browser.click("Start anew");
            browser.find("[data-probe=day]").click();
            assertThat(browser.find(".person .name").getText()).isEqualTo("0050");

            browser.click("Start anew");
            browser.find("[data-probe=stranger]").click();
            assertThat(browser.find(".empty.card h2").getText()).isEqualTo("Nobody");
            browser.awaitText("Nobody is so alike that strangers would seldom be");
            browser.assertQuiet();
        }
    }

    @Test
    void anUploadIsGuessedInfraredAndFiltersSearchAnew() {
        try (Browser browser = searching(Browser.DESKTOP, "cam6/0038/0001.jpg")) {
            assertThat(browser.driver()
                            .findElement(By.cssSelector("input[value=infrared]"))
                            .isSelected())
                    .isTrue();
            assertThat(browser.find(".person .name").getText()).isEqualTo("0038");

            browser.click("cam1");
            browser.await(
                    "only camera 1",
                    page -> page.findElements(By.cssSelector(".person .shot")).stream()
                                    .allMatch(shot -> shot.getText().contains("cam1"))
                            ? true
                            : null);
            browser.labelled("Least similarity (-1 to 1)").sendKeys("0.99");
            browser.awaitText("No picture passes the filters.");
            browser.assertQuiet();
        }
    }

    @Test
    void picturesCanBePastedAndDropped() throws IOException {
        String picture = Base64.getEncoder().encodeToString(Files.readAllBytes(picture("cam3/0034/0001.jpg")));
        for (String event : List.of("paste", "drop")) {
            try (Browser browser = Browser.open(server, Browser.DESKTOP, "#/search")) {
                browser.find("[data-probe]");
                browser.run("""
                        const bytes = Uint8Array.from(atob(arguments[1]), (c) => c.charCodeAt(0));
                        const data = new DataTransfer();
                        data.items.add(new File([bytes], 'probe.jpg', { type: 'image/jpeg' }));
                        const about = { bubbles: true, cancelable: true };
                        document.querySelector('.drop').dispatchEvent(arguments[0] === 'paste'
                          ? new ClipboardEvent('paste', { ...about, clipboardData: data })
                          : new DragEvent('drop', { ...about, dataTransfer: data }));""", event, picture);
                assertThat(browser.find(".person .name").getText()).as(event).isEqualTo("0034");
            }
        }
    }

    @Test
    void twoPicturesAreComparedAndTheirResemblanceIsExplained() {
        try (Browser browser = searching(Browser.DESKTOP, "cam3/0041/0001.jpg")) {
            browser.awaitPictures();
            browser.find(".shot").click();
            browser.click("Why?");
            browser.find("dialog table");
            assertThat(browser.all("dialog canvas")).hasSize(2).allSatisfy(heat -> {
                assertThat(heat.getDomAttribute("aria-label")).contains("of the similarity comes from the upper third");
                assertThat(Integer.parseInt(heat.getDomAttribute("width"))).isGreaterThan(1);
            });
            browser.assertAccessible();
            browser.photograph("search-explained");
            browser.resize(Browser.PHONE);
            browser.assertNoSidewaysScrolling();
            browser.photograph("search-explained-phone");

            browser.press(Keys.ESCAPE);
            browser.await(
                    "the dialog to be gone",
                    page -> page.findElements(By.cssSelector("dialog")).isEmpty() ? true : null);
            assertThat(browser.driver().switchTo().activeElement().getDomAttribute("class"))
                    .isEqualTo("shot");
            browser.assertQuiet();
        }
    }

    @Test
    void whatIsDecidedIsWritten() {
        TestClient client = server.client();
        try (Browser browser = searching(Browser.DESKTOP, "cam6/0034/0001.jpg")) {
            assertThat(browser.find(".person .name").getText()).isEqualTo("0034");
            browser.click("Same person");
            browser.find("dialog input").sendKeys("cam6", Keys.ENTER);
            browser.awaitText("Pictures enrolled for 0034: 1");
            assertThat(client.get("/gallery?personId=0034&cameraId=cam6&gallery=default")
                            .json()
                            .get("images"))
                    .hasSize(1);

            browser.click("Not this one");
            browser.click("Show again");
            browser.find(".person[data-person='0034']");
            String other = browser.all(".person[data-person]").get(1).getDomAttribute("data-person");
            browser.find(".person[data-person='%s'] .actions button:last-child".formatted(other))
                    .click();
            browser.find("dialog input").sendKeys("0034", Keys.ENTER);
            browser.awaitText("All pictures of %s become pictures of 0034".formatted(other));
            browser.find("dialog button.primary").click();
            browser.awaitText(other + " is merged into 0034");
            assertThat(client.get("/people/" + other).status()).isEqualTo(404);
        }
    }

    @Test
    void theKeyboardAloneIsEnough() {
        try (Browser browser = Browser.open(server, Browser.DESKTOP, "#/search")) {
            browser.find("[data-probe]");
            browser.press(Keys.TAB);
            assertThat(browser.focused().getText()).isEqualTo("Skip to the content");
            browser.press(Keys.ENTER);
            browser.tabTo("[data-probe=night]");
            browser.press(Keys.ENTER);
            browser.find(".person .name");
            browser.tabTo(".shot");
            browser.press(Keys.ENTER);
            browser.find("dialog");
            browser.press(Keys.ESCAPE);
            browser.awaitCount("dialog", 0);
        }
    }

    @Test
    void aSuggestionThatIsOutOfReachSaysSo() {
        try (Browser browser = Browser.open(server, Browser.DESKTOP, "#/search")) {
            browser.find("[data-probe=night]");
            browser.connect(false);
            browser.find("[data-probe=night]").click();
            browser.awaitText("The server cannot be reached");
            browser.connect(true);
            browser.click("Try again");
            browser.find("[data-probe=night]").click();
            assertThat(browser.find(".person .name").getText()).isEqualTo("0038");
        }
    }

    @Test
    void aPhoneShowsItAllAndTheLanguageAndColoursChange() {
        try (Browser browser = searching(Browser.PHONE, "cam3/0050/0001.jpg")) {
            browser.assertNoSidewaysScrolling();
            browser.awaitPictures();
            browser.photograph("search-phone");
            browser.click("中文");
            browser.awaitText("这是谁？");
            browser.find("button[title=切换浅色与深色]").click();
            browser.find(".person .name");
            browser.assertAccessible();
            browser.photograph("search-phone-dark-zh");
            browser.assertNoSidewaysScrolling();
            browser.assertQuiet();
        }
    }

    @Test
    void theShippedModelShowsItsFiguresAndItsReport() {
        try (Browser browser = Browser.open(server, Browser.DESKTOP, "#/models")) {
            browser.find("[data-model=synthetic] table");
            browser.photograph("models-shipped");
            browser.click("Report");
            browser.find("dialog vesper-chart canvas");
            browser.awaitText("rank-1");
            browser.assertAccessible();
            browser.photograph("models-report");
            browser.press(Keys.ESCAPE);
            browser.resize(new Dimension(320, 700));
            browser.assertNoSidewaysScrolling();
            browser.assertQuiet();
        }
    }

    @Test
    void aNewPictureInheritsNothingOfAnEnrolledProbe() {
        String enrolled = server.client()
                .get("/gallery?gallery=default&limit=1")
                .json()
                .at("/images/0/imageId")
                .asString();
        try (Browser browser = Browser.open(server, Browser.DESKTOP, "#/search?imageId=" + enrolled)) {
            browser.find(".person .name");
            browser.driver()
                    .findElement(By.id("pick"))
                    .sendKeys(picture("cam6/0038/0001.jpg").toString());
            browser.awaitText("Guessed from the colours");

            assertThat(browser.driver()
                            .findElement(By.cssSelector("input[value=infrared]"))
                            .isSelected())
                    .isTrue();
            assertThat(browser.labelled("Camera").getDomProperty("value")).isEmpty();
            browser.assertQuiet();
        }
    }

    @Test
    void oneOfSeveralPicturesIsChosenToCompareAndOnlyThatIsExplained() throws IOException {
        Path wide = folder.resolve("wide.png");
        ImageIO.write(new BufferedImage(600, 120, BufferedImage.TYPE_INT_RGB), "png", wide.toFile());
        try (Browser browser = searching(Browser.DESKTOP, "cam3/0038/0001.jpg")) {
            browser.driver().findElement(By.id("pick")).sendKeys(wide.toString());
            browser.awaitCount(".probes figure", 2);
            browser.find(".shot").click();
            HeldAnswers answers = HeldAnswers.to(browser, "/query/explain");
            browser.click("Why?");
            answers.await(1);
            browser.labelled("Probe picture to compare").sendKeys("Probe picture 2");
            answers.release(0);
            assertThat(browser.all("dialog canvas")).isEmpty();

            browser.click("Why?");
            answers.await(2).release(1);
            browser.awaitText("Of these two pictures:");
            browser.awaitPictures();
            assertThat(heightOf(browser, "dialog figure canvas")).isEqualTo(heightOf(browser, "dialog figure img"));
            browser.photograph("search-explained-wide");
            browser.assertQuiet();
        }
    }

    private static Object heightOf(Browser browser, String css) {
        return browser.run("return document.querySelector(arguments[0]).clientHeight", css);
    }
}
