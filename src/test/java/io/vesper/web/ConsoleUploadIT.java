package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.embedding.ModelRegistry;
import io.vesper.gallery.GridModels;
import io.vesper.gallery.Pictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;
import tools.jackson.databind.JsonNode;

/** The console's upload in a real browser. */
@ExtendWith(SharedServer.class)
class ConsoleUploadIT {
    @TempDir
    static Path folder;

    private final TestServer server;
    private final OwnGallery gallery;

    ConsoleUploadIT(TestServer server) {
        this.server = server;
        gallery = OwnGallery.on(server.client());
    }

    private Browser open() {
        return new GalleryPage(server, gallery).open("&view=upload");
    }

    private static Path file(String name, byte[] content) throws IOException {
        return Files.write(Files.createDirectories(folder.resolve("files")).resolve(name), content);
    }

    private static void pick(Browser browser, String where, Path... files) {
        browser.await("a field for files", page -> page.findElement(By.cssSelector("[data-pick='" + where + "']")))
                .sendKeys(List.of(files).stream().map(Path::toString).collect(Collectors.joining("\n")));
    }

    private JsonNode images() {
        return gallery.client().get("/gallery?gallery=" + gallery.name()).json().get("images");
    }

    private static List<String> outcomes(Browser browser) {
        return browser.all(".outcomes li").stream().map(WebElement::getText).toList();
    }

    @Test
    void picturesAreEnrolledEachWithItsOutcome() throws IOException {
        gallery.enrol("A", "gate", Pictures.png(1, 3));
        try (Browser browser = open()) {
            pick(
                    browser,
                    "upload.files",
                    file("one.png", Pictures.png(1, 1)),
                    file("two.jpg", Pictures.jpeg(1, 2)),
                    file("again.png", Pictures.png(1, 3)),
                    file("letter.txt", "no picture".getBytes(StandardCharsets.UTF_8)));
            browser.click("Enrol 4");
            browser.awaitText("Say first which camera");
            browser.labelled("Camera").sendKeys("gate");
            browser.labelled("Person's id").sendKeys("A");
            browser.assertAccessible();
            browser.click("Enrol 4");
            browser.awaitText("2 enrolled, 1 already there, 1 refused");
            browser.button("Try 1 again");
            browser.assertAccessible();
            browser.photograph("gallery-upload-files");
            List<String> outcomes = outcomes(browser);
            assertThat(outcomes.get(0)).contains("one.png", "enrolled");
            assertThat(outcomes.get(2)).contains("again.png", "was already there");
            assertThat(outcomes.get(3)).contains("letter.txt", "refused", "JPEG");
            browser.find(".outcomes li.enrolled button").click();
            browser.find("dialog .one-image");
        }
        assertThat(images()).hasSize(3).allSatisfy(image -> {
            assertThat(image.get("personId").asString()).isEqualTo("A");
            assertThat(image.get("modality").asString()).isEqualTo("visible");
        });
    }

    @Test
    void theModalityOfEachPictureIsGuessedFromItsColours() throws IOException {
        try (Browser browser = open()) {
            pick(
                    browser,
                    "upload.files",
                    file("day.png", Pictures.png(1, 1)),
                    file("night.png", grey(Pictures.png(1, 2))));
            browser.await(
                    "two guesses",
                    page -> modalityOf(browser, "day.png").equals("visible")
                                    && modalityOf(browser, "night.png").equals("infrared")
                            ? true
                            : null);
            browser.labelled("Camera").sendKeys("gate");
            browser.click("Enrol 2");
            browser.awaitText("2 enrolled");
            browser.assertQuiet();
        }
        assertThat(images())
                .extracting(image -> image.get("modality").asString())
                .containsExactlyInAnyOrder("visible", "infrared");
    }

    private static String modalityOf(Browser browser, String file) {
        return browser.find("[aria-label='Kind of light of %s']".formatted(file))
                .getDomProperty("value");
    }

    private static byte[] grey(byte[] picture) throws IOException {
        BufferedImage coloured = ImageIO.read(new ByteArrayInputStream(picture));
        BufferedImage grey = new BufferedImage(coloured.getWidth(), coloured.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        grey.createGraphics().drawImage(coloured, 0, 0, null);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(grey, "png", out);
        return out.toByteArray();
    }

    @Test
    void whatIsCancelledGoesOnAfterThePageWasLeft() throws IOException {
        CountDownLatch embeds = new CountDownLatch(1);
        GridModels models = (GridModels) server.bean(ModelRegistry.class);
        models.beforeEmbedding("demo", () -> await(embeds));
        Path[] files = new Path[6];
        for (int i = 0; i < files.length; i++) {
            files[i] = file("night-%d.png".formatted(i), Pictures.png(5, i));
        }
        try (Browser browser = open()) {
            pick(browser, "upload.files", files);
            browser.labelled("Camera").sendKeys("gate");
            browser.click("infrared");
            browser.click("Enrol 6");
            browser.awaitText("being sent");
            browser.click("Cancel");
            browser.button("Enrol 6");
            embeds.countDown();
            browser.click("Search");
            browser.awaitText("Who is this?");
            browser.driver().navigate().back();
            browser.click("Enrol 6");
            browser.await(
                    "six outcomes",
                    page -> page.findElements(By.cssSelector(".outcomes li.enrolled, .outcomes li.there"))
                                            .size()
                                    == 6
                            ? true
                            : null);
        } finally {
            embeds.countDown();
            models.beforeEmbedding("demo", () -> {});
        }
        assertThat(images())
                .hasSize(6)
                .allSatisfy(
                        image -> assertThat(image.get("modality").asString()).isEqualTo("infrared"))
                .allSatisfy(image -> assertThat(image.get("personId").isNull()).isTrue());
    }

    @Test
    void whatIsBeingSentGoesOnWhileTheLanguageAndThePageChange() throws IOException {
        CountDownLatch embeds = new CountDownLatch(1);
        GridModels models = (GridModels) server.bean(ModelRegistry.class);
        models.beforeEmbedding("demo", () -> await(embeds));
        try (Browser browser = open()) {
            pick(browser, "upload.files", file("on.png", Pictures.png(6, 1)));
            browser.labelled("Camera").sendKeys("gate");
            browser.click("Enrol 1");
            browser.awaitText("being sent");
            browser.click("中文");
            browser.awaitText("发送中");
            browser.click("检索");
            browser.awaitText("这是谁？");
            embeds.countDown();
            browser.driver().navigate().back();
            browser.awaitText("1 张已注册");
            browser.assertQuiet();
        } finally {
            embeds.countDown();
            models.beforeEmbedding("demo", () -> {});
        }
        assertThat(images()).hasSize(1);
    }

    @Test
    void whatWasSaidOfAServerOutOfReachGoesWhenItIsBack() throws IOException {
        try (Browser browser = Browser.open(server, Browser.DESKTOP, "#/search")) {
            browser.find("h1");
            browser.connect(false);
            browser.run("location.hash = arguments[0]", "#/gallery?view=upload&gallery=" + gallery.name());
            browser.awaitText("The server cannot be reached");
            browser.connect(true);
            pick(browser, "upload.files", file("back.png", Pictures.png(7, 1)));
            browser.labelled("Camera").sendKeys("gate");
            browser.click("Enrol 1");
            browser.awaitText("1 enrolled");
            browser.awaitCount(".failure", 0);
        }
    }

    /** Else the browser would show it in place of the console. */
    @Test
    void aFileThatMissesItsPlaceIsNotOpened() {
        try (Browser browser = open()) {
            browser.find(".drop");
            assertThat(browser.run("""
                    const data = new DataTransfer();
                    data.items.add(new File(['x'], 'a.png', { type: 'image/png' }));
                    return ['dragover', 'drop'].filter((type) => document.querySelector('h1').dispatchEvent(
                      new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data })));""")).isEqualTo(List.of());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anArchiveIsEnrolledByAJobWithAnOutcomeForEachPicture() throws IOException {
        Path archive = file(
                "pictures.zip",
                new Archive()
                        .picture("a.png", "A", Pictures.png(1, 1))
                        .picture("broken.png", "A", new byte[] {1})
                        .picture("b.png", "B", Pictures.png(2, 1))
                        .bytes());
        try (Browser browser = open()) {
            browser.click("ZIP archive with a list");
            browser.click("What manifest.csv must say");
            browser.assertAccessible();
            pick(browser, "upload.archive", archive);
            browser.click("Upload and enrol");
            browser.awaitText("2 enrolled, 0 already there, 1 refused");
            browser.find("tr.enrolled");
            browser.assertAccessible();
            browser.photograph("gallery-upload-archive");
            new Select(browser.labelled("Outcome")).selectByVisibleText("refused");
            browser.await(
                    "the refused one",
                    page -> page.findElements(By.cssSelector("tbody tr.enrolled"))
                                    .isEmpty()
                            ? true
                            : null);
            assertThat(browser.find("tr.refused").getText()).contains("broken.png", "refused");
            browser.resize(Browser.PHONE);
            browser.assertNoSidewaysScrolling();
            browser.photograph("gallery-upload-archive-phone");
            browser.click("Look at " + gallery.name());
            browser.await(
                    "two",
                    page -> page.findElements(By.cssSelector("main .tile")).size() == 2 ? true : null);
            browser.assertQuiet();
        }
        assertThat(images()).hasSize(2);
    }

    /** The server has it all: what it makes of it is followed, also by whoever looks at another page meanwhile. */
    @Test
    void anArchiveThatIsSentWholeCannotBeCancelled() throws IOException {
        Path archive = file(
                "whole.zip",
                new Archive().picture("a.png", "A", Pictures.png(1, 1)).bytes());
        try (Browser browser = open()) {
            browser.run("""
                    const send = XMLHttpRequest.prototype.send;
                    XMLHttpRequest.prototype.send = function (form) {
                      const { onload } = this;
                      this.onload = () => { window.release = onload; };
                      send.call(this, form);
                    };""");
            browser.click("ZIP archive with a list");
            pick(browser, "upload.archive", archive);
            browser.click("Upload and enrol");
            browser.awaitText("Being checked");
            browser.await("an answer", page -> browser.run("return window.release"));
            assertThat(browser.find(".upload").getText()).doesNotContain("Cancel");
            browser.click("Models");
            browser.find("[data-model]");
            browser.run("window.release()");
            browser.driver().navigate().back();
            browser.awaitText("1 enrolled, 0 already there, 0 refused");
        }
    }

    @Test
    void anArchiveWithAWrongLineIsRefusedWhole() throws IOException {
        Path archive = file(
                "wrong.zip",
                new Archive()
                        .picture("a.png", "A", Pictures.png(1, 1))
                        .file("c.png", Pictures.png(3, 1))
                        .line("c.png,C,1,ultraviolet,")
                        .bytes());
        try (Browser browser = open()) {
            browser.click("ZIP archive with a list");
            pick(browser, "upload.archive", archive);
            browser.click("Upload and enrol");
            browser.awaitText("line 3");
            assertThat(browser.find(".failure").getText()).contains("ultraviolet");
        }
        assertThat(images()).isEmpty();
    }
}
