package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.embedding.ModelRegistry;
import io.vesper.gallery.GridModels;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The console's page of models and health, in a real browser. */
class ConsoleModelsIT {
    @TempDir
    static Path folder;

    private static final AtomicBoolean IS_WELL = new AtomicBoolean(true);

    private static TestServer server;

    /** In place of networks. */
    @TestConfiguration(proxyBeanMethods = false)
    static class TwoModels {
        @Bean
        @Primary
        ModelRegistry gridModels() {
            return GridModels.twoModels();
        }

        @Bean
        HealthIndicator switched() {
            return () -> (IS_WELL.get() ? Health.up() : Health.down()).build();
        }
    }

    @BeforeAll
    static void start() {
        server = TestServer.start(folder, TwoModels.class, "--vesper.model=grid-a");
        TestClient client = server.client();
        assertThat(client.post("/gallery", Refusals.enrolment(1)).status()).isEqualTo(201);
        assertThat(client.post("/query", Refusals.probe(1)).status()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void showsHowTheServerIsAndActivatesAnotherModel() {
        try (Browser browser = Browser.open(server, Browser.DESKTOP, "#/models")) {
            browser.awaitText("A query, whole");
            assertThat(browser.find("[data-model=grid-a] .badge").getText()).contains("active");
            browser.awaitText("Connections in use");
            browser.awaitText("processors"); // of the load
            browser.assertAccessible();
            browser.photograph("models-desktop");

            browser.find("[data-model=grid-b] button.primary").click();
            browser.await(
                    "the second to be active",
                    page -> page.findElements(By.cssSelector("[data-model=grid-b] .badge.active"))
                                    .isEmpty()
                            ? null
                            : true);
            assertThat(server.client()
                            .get("/models")
                            .json()
                            .get("activeModelId")
                            .asString())
                    .isEqualTo("grid-b");

            browser.resize(Browser.PHONE);
            browser.assertNoSidewaysScrolling();
            browser.photograph("models-phone");
            browser.assertQuiet();
        }
    }

    @Test
    void aServerThatIsNotWellStillSaysHowItIs() {
        IS_WELL.set(false);
        try (Browser browser = Browser.open(server, Browser.DESKTOP, "#/models")) {
            browser.awaitText("not healthy");
            browser.awaitText("H2");
            browser.awaitCount(".failure", 0);
        } finally {
            IS_WELL.set(true);
        }
    }
}
