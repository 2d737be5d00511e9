package io.vesper.web;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console of a server that does not give out all of it. */
@ExtendWith(SharedServer.class)
class ConsoleStartIT {
    private final TestServer server;

    ConsoleStartIT(TestServer server) {
        this.server = server;
    }

    @Test
    void whatDoesNotStartSaysSo() {
        try (Browser browser = Browser.open(server, Browser.DESKTOP, "#/models")) {
            for (String missing : List.of("*/console/settings", "*/pages/training.js")) {
                browser.driver().executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of(missing)));
                browser.driver().navigate().refresh();
                browser.awaitText("If it does not appear, the server cannot be reached");
            }
            browser.assertAccessible();
            browser.driver().executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of()));
            browser.driver().navigate().refresh();
            browser.find("main h1");
            browser.awaitCount(".start", 0);
        }
    }
}
