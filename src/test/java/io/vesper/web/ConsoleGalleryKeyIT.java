package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.access.ApiKeys;
import io.vesper.access.KeyLimits;
import io.vesper.access.NewKey;
import io.vesper.access.Scope;
import io.vesper.gallery.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The console's gallery for one whose key allows less than the page offers. */
@ExtendWith(KeyedServer.class)
class ConsoleGalleryKeyIT {
    private static final String COME = ".tile img[src^='blob:']";

    @TempDir
    Path folder;

    @Test
    void aKeyForQueriesShowsPicturesAndTheServerSaysWhatItDoesNotAllow(KeyedServer.Keys keys) throws IOException {
        OwnGallery gallery = OwnGallery.on(keys.with(Scope.ENROLL, Scope.QUERY));
        gallery.enrol("A", "1", Pictures.png(1, 1));
        String key = keys.server()
                .bean(ApiKeys.class)
                .create(new NewKey("looks", Set.of(Scope.QUERY), null, KeyLimits.NONE))
                .text();
        try (Browser browser = Browser.open(keys.server(), Browser.DESKTOP, "#/gallery?gallery=" + gallery.name())) {
            browser.labelled("API key").sendKeys(key, Keys.ENTER);
            browser.find(COME);

            browser.click("Upload");
            browser.await("a field for files", page -> page.findElement(By.cssSelector("[data-pick='upload.files']")))
                    .sendKeys(Files.write(folder.resolve("a.png"), Pictures.png(2, 1))
                            .toString());
            browser.labelled("Camera").sendKeys("gate");
            browser.click("Enrol 1");
            assertThat(browser.find(".failure").getText()).contains("enroll");
            browser.button("Enrol 1");

            browser.click("People");
            browser.find(".people .who").click();
            browser.click("Erase person…");
            browser.labelled("Type A to confirm").sendKeys("A", Keys.ENTER);
            assertThat(browser.find("dialog .failure").getText()).contains("admin");
        }
        assertThat(gallery.client()
                        .get(gallery.person("A"))
                        .json()
                        .get("images")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aKeyForEnrolmentIsToldCalmlyWhatItMayNotSee(KeyedServer.Keys keys) throws IOException {
        OwnGallery gallery = OwnGallery.on(keys.with(Scope.ENROLL, Scope.QUERY));
        gallery.enrol("A", "1", Pictures.png(1, 1));
        try (Browser browser = Browser.open(keys.server(), Browser.DESKTOP, "#/gallery?gallery=" + gallery.name())) {
            browser.labelled("API key").sendKeys(text(keys, Scope.ENROLL), Keys.ENTER);
            assertCalm(browser, "A key with the scope “query” shows them.");
            browser.assertAccessible();
            browser.photograph("gallery-not-permitted");
            browser.resize(Browser.PHONE);
            browser.assertNoSidewaysScrolling();
            browser.photograph("gallery-not-permitted-phone");
            browser.resize(Browser.DESKTOP);

            browser.click("Upload");
            browser.await("a field for files", page -> page.findElement(By.cssSelector("[data-pick='upload.files']")))
                    .sendKeys(Files.write(folder.resolve("b.png"), Pictures.png(2, 1))
                            .toString());
            browser.labelled("Camera").sendKeys("gate");
            browser.click("Enrol 1");
            browser.awaitText("1 enrolled");
            assertThat(browser.all(".failure")).isEmpty();

            browser.click("Search");
            assertCalm(browser, "“query”");
            browser.click("Models");
            browser.awaitText("A query, whole");
            assertThat(browser.all(".failure")).isEmpty();
            browser.click("Training");
            browser.click("New training");
            assertCalm(browser, "“train”");

            browser.click("Gallery");
            browser.click("Use another key");
            browser.labelled("API key").sendKeys(text(keys, Scope.QUERY), Keys.ENTER);
            browser.find(COME);
        }
    }

    @Test
    void picturesThatTheKeysLimitPutsOffComeWhenItLetsThem(KeyedServer.Keys keys) {
        OwnGallery gallery = OwnGallery.on(keys.with(Scope.ENROLL, Scope.QUERY));
        new GalleryPage(keys.server(), gallery).enrolMany("A", "gate", "visible", 40);
        String key = text(keys, Scope.QUERY, new KeyLimits(60, null));
        try (Browser browser = Browser.open(keys.server(), Browser.PHONE, "#/gallery?gallery=" + gallery.name())) {
            browser.labelled("API key").sendKeys(key, Keys.ENTER);
            browser.awaitCount("main .tile", 40);
            browser.awaitPictures();
            useUp(keys.server().client().withKey(key));
            browser.run("scrollTo(0, document.documentElement.scrollHeight)");
            browser.awaitText("Your key may ask for no more at the moment");
            int come = browser.all(COME).size();
            browser.await(
                    "a picture that was put off", page -> browser.all(COME).size() > come ? true : null);
            assertThat(browser.all("vesper-picture.broken")).isEmpty();
            browser.awaitCount(".notices p", 1);
        }
    }

    private static void useUp(TestClient client) {
        int status;
        do {
            status = client.get("/gallery?limit=1").status();
        } while (status == 200);
        assertThat(status).isEqualTo(429);
    }

    private static String text(KeyedServer.Keys keys, Scope scope) {
        return text(keys, scope, KeyLimits.NONE);
    }

    private static String text(KeyedServer.Keys keys, Scope scope, KeyLimits limits) {
        NewKey wanted = new NewKey(scope.label(), Set.of(scope), null, limits);
        return keys.server().bean(ApiKeys.class).create(wanted).text();
    }

    /** One sentence, which is no alarm. */
    private static void assertCalm(Browser browser, String text) {
        assertThat(browser.find(".failure.calm").getText()).contains(text);
        browser.awaitCount(".failure", 1);
        assertThat(browser.all("[role=alert]")).isEmpty();
    }
}
