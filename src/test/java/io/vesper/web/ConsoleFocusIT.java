package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;

/** Where the focus goes in a real browser when the control that had it is taken away. */
@ExtendWith(SharedServer.class)
class ConsoleFocusIT {
    private final TestServer server;
    private final OwnGallery gallery;
    private final GalleryPage page;

    ConsoleFocusIT(TestServer server) {
        this.server = server;
        gallery = OwnGallery.on(server.client());
        page = new GalleryPage(server, gallery);
    }

    @Test
    void fromARejectionToItsUndoingAndBack() {
        String probe = gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.enrol("A", "2", Pictures.png(1, 2));
        gallery.enrol("B", "1", Pictures.png(2, 1));
        try (Browser browser = Browser.open(server, Browser.DESKTOP, "#/search?imageId=" + probe)) {
            for (String person : new String[] {"A", "B"}) { // the probe's own, and another
                String card = "[data-person=%s] ".formatted(person);
                browser.find(card + ".reject");
                browser.tabTo(card + ".reject");
                browser.press(Keys.ENTER);
                browser.awaitFocus(card + ".restore");
                browser.press(Keys.ENTER);
                browser.awaitFocus(card + ".reject");
            }
            browser.awaitText("Start anew");
            browser.button("Start anew").sendKeys(Keys.ENTER);
            browser.awaitFocus("#pick");
            browser.assertQuiet();
        }
    }

    @Test
    void fromAnErasedImageToOneThatIsLeft() {
        String imageId = gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.enrol("B", "1", Pictures.png(2, 1));
        try (Browser browser = page.open("")) {
            browser.find("[data-image='%s']".formatted(imageId)).sendKeys(Keys.ENTER);
            browser.find("dialog .erases").sendKeys(Keys.ENTER);
            browser.find("dialog .danger").sendKeys(Keys.ENTER);
            browser.awaitCount("main .tile", 1);
            browser.awaitFocus("main .tile");
        }
    }

    @Test
    void fromTheLastErasedImageToThePage() {
        gallery.enrol("A", "1", Pictures.png(1, 1));
        try (Browser browser = page.open("")) {
            browser.find(".tile").sendKeys(Keys.ENTER);
            browser.find("dialog .erases").sendKeys(Keys.ENTER);
            browser.find("dialog .danger").sendKeys(Keys.ENTER);
            browser.awaitText("Nothing is enrolled in " + gallery.name());
            browser.awaitFocus("main");
        }
    }

    @Test
    void fromAnErasedPersonToOneWhoIsLeft() {
        gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.enrol("B", "1", Pictures.png(2, 1));
        try (Browser browser = page.open("&view=people")) {
            browser.find(".people .who").sendKeys(Keys.ENTER);
            browser.find("dialog .erases").sendKeys(Keys.ENTER);
            browser.labelled("Type A to confirm").sendKeys("A", Keys.ENTER);
            browser.awaitCount(".people .who", 1);
            browser.awaitFocus(".people .who");
        }
    }

    @Test
    void fromThePagerToWhatIsOnTheNextPage() {
        page.enrolMany("A", "gate", "visible", 61);
        try (Browser browser = page.open("")) {
            browser.button("Next ›").sendKeys(Keys.ENTER);
            browser.awaitCount("main .tile", 1);
            browser.awaitFocus("main .tile");
            browser.button("‹ Previous").sendKeys(Keys.ENTER);
            browser.awaitCount("main .tile", 60);
            browser.awaitFocus("main .tile");
        }
    }

    @Test
    void toWhatTheBarDoesNotHide() {
        page.enrolMany("A", "gate", "visible", 24);
        try (Browser browser = page.open("")) {
            for (Dimension size : new Dimension[] {Browser.DESKTOP, Browser.PHONE}) {
                browser.resize(size);
                browser.awaitCount("main .tile", 24);
                browser.run("""
                        const tiles = [...document.querySelectorAll('main .tile')];
                        const top = (one) => one.getBoundingClientRect().top;
                        const below = tiles.findLast((one, i) => i > 0 && top(one) > top(tiles[i - 1]));
                        below.focus();
                        document.querySelector('main').style.minHeight = '300vh';
                        scrollBy(0, top(below) - document.querySelector('.bar').offsetHeight - 50);""");
                browser.focused().sendKeys(Keys.chord(Keys.SHIFT, Keys.TAB));
                assertThat((boolean) browser.run("""
                                return document.activeElement.matches('.tile') && document.activeElement.getBoundingClientRect().top
                                  >= document.querySelector('.bar').getBoundingClientRect().bottom""")).as(size.toString()).isTrue();
            }
        }
    }

    @Test
    void fromWhatIsClosedToWhereItWasOpened() {
        gallery.enrol("A", "1", Pictures.png(1, 1));
        try (Browser browser = page.open("")) {
            browser.find(".tile").sendKeys(Keys.ENTER);
            browser.find("dialog .edit").sendKeys(Keys.ENTER);
            browser.button("Add an attribute").sendKeys(Keys.ENTER);
            browser.find("[aria-label='Remove attribute 1']").sendKeys(Keys.ENTER);
            browser.awaitFocus("dialog .attributes button");
            browser.press(Keys.ESCAPE);
            browser.awaitFocus(".tile");
        }
    }

    /** Whoever clicks beside everything is not brought back by what the page draws anew. */
    @Test
    void nowhereWhenItWasGivenUp() {
        gallery.enrol("A", "1", Pictures.png(1, 1));
        try (Browser browser = page.open("")) {
            browser.find(".tile").sendKeys("");
            browser.awaitFocus(".tile");
            browser.find(".bar").click(); // in main, the focus would go to main itself
            browser.awaitFocus("body");
            browser.run("document.querySelector('main').append(document.createElement('p'))");
            browser.runLong("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))");
            browser.awaitFocus("body");
        }
    }
}
