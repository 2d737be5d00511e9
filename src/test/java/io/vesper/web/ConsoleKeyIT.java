package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.access.ApiKeys;
import io.vesper.access.KeyLimits;
import io.vesper.access.NewKey;
import io.vesper.access.Scope;
import io.vesper.gallery.Pictures;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console of a server that needs keys. */
@ExtendWith(KeyedServer.class)
class ConsoleKeyIT {
    private final TestServer server;

    ConsoleKeyIT(KeyedServer.Keys keys) {
        this.server = keys.server();
    }

    @Test
    void theKeyIsAskedForKeptInMemoryAndForgottenWithThePage() {
        NewKey wanted = new NewKey("desk", Set.of(Scope.QUERY, Scope.ENROLL), null, KeyLimits.NONE);
        String key = server.bean(ApiKeys.class).create(wanted).text();
        TestClient client = server.client().withKey(key);
        OwnGallery gallery = OwnGallery.on(client);
        gallery.enrol("A", "1", Pictures.png(1, 1));
        String imageId = gallery.enrol("A", "1", Pictures.png(1, 2));
        try (Browser browser = Browser.open(server, Browser.DESKTOP, "#/search")) {
            browser.find("dialog input").sendKeys("wrong", org.openqa.selenium.Keys.ENTER);
            browser.awaitText("does not take this key");
            browser.assertAccessible();
            browser.find("dialog input").sendKeys("ключ", org.openqa.selenium.Keys.ENTER);
            browser.awaitText("That is no API key");
            browser.find("dialog input").sendKeys(" " + key + " ", org.openqa.selenium.Keys.ENTER);
            browser.find("[aria-label='Pictures to search by']");
            browser.awaitText("Forget API key");

            assertThat(browser.run("return JSON.stringify([localStorage, sessionStorage, document.cookie])")
                            .toString())
                    .doesNotContain(key);
            browser.run("location.hash = '#/search?imageId=' + arguments[0]", imageId);
            browser.find(".person");
            browser.click("Forget API key");
            browser.find("dialog input[type=password]");
            assertThat(browser.all(".person, .probes figure")).isEmpty();

            browser.driver().navigate().refresh();
            browser.find("dialog input[type=password]");
        }
    }

    @Test
    void whoDeclinesIsNotAskedAgainUntilTheKeyIsOffered() {
        NewKey wanted = new NewKey("desk", Set.of(Scope.QUERY), null, KeyLimits.NONE);
        String key = server.bean(ApiKeys.class).create(wanted).text();
        try (Browser browser = Browser.open(server, Browser.DESKTOP, "#/models")) {
            browser.find("dialog input");
            browser.press(org.openqa.selenium.Keys.ESCAPE);
            browser.awaitText("Enter API key");
            assertThat(browser.find(".failure").getText()).contains("This needs an API key.");
            assertThat(browser.all("dialog")).isEmpty();

            browser.click("Enter API key");
            browser.find("dialog input").sendKeys(key, org.openqa.selenium.Keys.ENTER);
            browser.awaitText("Forget API key");
            browser.awaitText("A query, whole");
            browser.awaitText("With keys on, a link cannot carry yours.");
            assertThat(browser.all("a[href='/swagger-ui'], a[href='/actuator/prometheus']"))
                    .isEmpty();
        }
    }
}
