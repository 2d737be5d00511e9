package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

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

    @Test
    void aSuggestedProbeFindsItsPersonByNightAndByDayAndNobodyForAStranger() {
        try (Browser browser = Browser.open(server, Browser.DESKTOP, "#/search")) {
            browser.find("[data-probe=night]");
            browser.assertAccessible();
            browser.photograph("search-welcome");
            browser.find("[data-probe=night]").click();
            assertThat(browser.find(".person .name").getText()).isEqualTo("0038");
            browser.await(
                    "pictures",
                    page -> page.findElements(By.cssSelector(".person img[src]"))
                                            .size()
                                    > 3
                            ? true
                            : null);
            browser.assertAccessible();
            browser.photograph("search-results");

            browser.click("Start anew");
            browser.find("[data-probe=day]").click();
            assertThat(browser.find(".person .name").getText()).isEqualTo("0050");

            browser.click("Start anew");
            browser.find("[data-probe=stranger]").click();
            browser.awaitText("Nobody");
            browser.assertQuiet();
        }
    }
}
