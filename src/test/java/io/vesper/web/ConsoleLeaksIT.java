package io.vesper.web;

import io.vesper.gallery.Pictures;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console stays open for a day's work: what is looked at and left must not pile up. */
@ExtendWith(SharedServer.class)
class ConsoleLeaksIT {
    private final TestServer server;
    private final OwnGallery gallery;

    ConsoleLeaksIT(TestServer server) {
        this.server = server;
        gallery = OwnGallery.on(server.client());
    }

    @ParameterizedTest
    @CsvSource({
        "#/search, #/gallery",
        "#/gallery?view=people, #/gallery?view=upload",
        "#/training?new=train, #/training?new=evaluate",
        "#/training, #/models"
    })
    void pagesThatAreLeftLeaveNothingBehind(String one, String other) {
        for (int person = 1; person <= 3; person++) {
            gallery.enrol("P" + person, "gate", Pictures.png(person, 1));
        }
        try (Browser browser = new GalleryPage(server, gallery).open("")) {
            browser.awaitCount("main .tile", 3);
            Leaks.assertNone(browser, one, other);
            browser.assertQuiet();
        }
    }
}
