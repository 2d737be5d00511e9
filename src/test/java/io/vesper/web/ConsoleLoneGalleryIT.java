package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** The console's search on a server whose only gallery has another name than the one that is there unasked. */
class ConsoleLoneGalleryIT {
    @TempDir
    Path folder;

    @Test
    void theOnlyGalleryIsSearched() throws IOException {
        try (TestServer server = TestServer.start(folder, GridModelsConfiguration.class)) {
            new OwnGallery("lobby", server.client()).enrol("A", "1", Pictures.png(1, 1));
            Path picture = Files.write(folder.resolve("probe.png"), Pictures.png(1, 2));
            try (Browser browser = Browser.open(server, Browser.DESKTOP, "#/search")) {
                browser.find("#main h1");
                browser.driver().findElement(By.id("pick")).sendKeys(picture.toString());
                browser.awaitText("from the gallery lobby");
                assertThat(browser.find(".person .name").getText()).isEqualTo("A");
            }
        }
    }
}
