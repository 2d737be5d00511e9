package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** The console's gallery in a real browser: erasing. */
@ExtendWith(SharedServer.class)
class ConsoleErasureIT {
    private final TestServer server;
    private final OwnGallery gallery;
    private final GalleryPage page;

    ConsoleErasureIT(TestServer server) {
        this.server = server;
        gallery = OwnGallery.on(server.client());
        page = new GalleryPage(server, gallery);
    }

    @Test
    void anImageIsErasedOnceThatIsConfirmed() {
        String imageId = gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.enrol("A", "2", Pictures.png(1, 2));
        try (Browser browser = page.open("")) {
            browser.find("[data-image='%s']".formatted(imageId)).click();
            browser.click("Erase…");
            browser.awaitText("Images of A that stay: 1.");
            browser.assertAccessible();
            browser.photograph("gallery-erase-image");
            browser.click("Cancel");
            assertThat(page.images("")).isEqualTo(2);
            browser.click("Erase…");
            browser.click("Erase the image");
            browser.awaitCount("main .tile", 1);
            browser.assertQuiet();
        }
        assertThat(gallery.client().get("/gallery/" + imageId).status()).isEqualTo(404);
        assertThat(page.images("")).isEqualTo(1);
    }

    @Test
    void aPersonIsErasedOnceTheIdIsTyped() {
        gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.enrol("B", "1", Pictures.png(2, 1));
        try (Browser browser = page.open("&view=people")) {
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
        assertThat(page.images("")).isEqualTo(1);
    }

    @Test
    void aGalleryShowsHowLongItKeepsAndIsErasedOnceItsNameIsTyped() {
        gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.client().putJson("/galleries/" + gallery.name(), "{\"timeToLive\":\"P30DT12H\"}");
        try (Browser browser = page.open("")) {
            browser.awaitText("Each is erased 30 days 12 hr after its enrolment");
            browser.click("Erase gallery…");
            browser.labelled("Type %s to confirm".formatted(gallery.name())).sendKeys(gallery.name(), Keys.ENTER);
            browser.awaitText("is erased.");
        }
        assertThat(gallery.client().get("/galleries/" + gallery.name()).status())
                .isEqualTo(404);
    }

    /** U+202E turns round all that follows it; what is asked must be readable none the less. */
    @Test
    void aNameThatTurnsRoundLeavesTheQuestionAroundItAlone() {
        String name = "A\u202Egnp";
        gallery.enrol(name, "1", Pictures.png(1, 1));
        try (Browser browser = page.open("&view=people")) {
            browser.find(".people .who").click();
            browser.click("Erase person…");
            assertThat(browser.find("dialog:last-of-type h2").getDomProperty("textContent"))
                    .isEqualTo("Erase \u2068%s\u2069?".formatted(name));
            browser.photograph("gallery-erase-turned");
        }
    }

    /** Back is away from what is looked at, dialogs and all. */
    @Test
    void aDialogGoesWithThePageThatItLiesOn() {
        gallery.enrol("A", "1", Pictures.png(1, 1));
        try (Browser browser = page.open("")) {
            browser.find("main .tile");
            browser.click("People");
            browser.find(".people .who").click();
            browser.find("dialog .tile");
            browser.driver().navigate().back();
            browser.awaitCount("dialog", 0);
            browser.find("main .tile");
            browser.assertQuiet();
        }
    }

    @Test
    void anImageIsErasedByTheKeyboardAlone() {
        gallery.enrol("A", "1", Pictures.png(1, 1));
        try (Browser browser = page.open("")) {
            browser.find(".tile");
            browser.tabTo(".tile");
            browser.press(Keys.ENTER);
            browser.find("dialog");
            browser.tabTo("dialog .erases");
            browser.press(Keys.ENTER);
            browser.awaitText("It is the last one of A");
            browser.tabTo("dialog .danger");
            browser.press(Keys.ENTER);
            browser.awaitText("Nothing is enrolled in " + gallery.name());
        }
        assertThat(page.images("")).isZero();
    }

    @Test
    void whatTheConnectionBrokeIsTriedAgainInItsDialog() {
        gallery.enrol("A", "1", Pictures.png(1, 1));
        try (Browser browser = page.open("&view=people")) {
            browser.find(".people .who").click();
            browser.find("dialog .tile");
            browser.click("Erase person…");
            browser.connect(false);
            browser.labelled("Type A to confirm").sendKeys("A", Keys.ENTER);
            browser.find("dialog .failure");
            browser.connect(true);
            browser.click("Try again");
            browser.awaitText("A is erased.");
        }
        assertThat(gallery.client().get(gallery.person("A")).status()).isEqualTo(404);
    }
}
