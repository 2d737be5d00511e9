package io.vesper.web;

import static io.vesper.web.JarInstallation.path;
import static io.vesper.web.JarInstallation.train;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.store.PostgresContainer;
import io.vesper.web.TestClient.Reply;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Our image as it is run: locked up, killed, stopped, and started again. */
@Testcontainers(disabledWithoutDocker = true)
@EnabledIfSystemProperty(
        named = VesperContainer.IMAGE,
        matches = ".+",
        disabledReason = "needs the image, which .ci/containers builds and names by -Dvesper.test.image")
@Timeout(900)
class ImageIT {
    private static final int EPOCHS = 30;

    @Container
    static final PostgresContainer POSTGRES = new PostgresContainer();

    private final String volume = "vesper-test-" + UUID.randomUUID();
    private final Acknowledged acknowledged = new Acknowledged();
    private VesperContainer server;
    private String key;

    @BeforeEach
    void start() {
        key = VesperContainer.adminKey(POSTGRES);
        server = new VesperContainer(POSTGRES).withVolume(volume, "/data").serving();
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
        DockerClientFactory.lazyClient().removeVolumeCmd(volume).exec();
    }

    @Test
    void aLockedUpContainerLosesNothingWhenItIsKilledOrStopped() {
        assertThat(server.inside("id", "-u").strip()).isEqualTo("10001");
        assertThat(server.inside("touch", "/opt/vesper/x")).contains("Read-only file system");
        assertThat(server.inside("cat", "/opt/vesper/sbom.cdx.json"))
                .startsWith("{")
                .contains("CycloneDX");
        for (int i = 0; i < 5; i++) {
            assertThat(acknowledged.enrolNext(server.client(key)).status()).isEqualTo(201);
        }
        Reply training = train(server.client(key), EPOCHS, "tiny", false);
        awaitEpochs(training, 2);
        server.killNow();
        server.startAgain();
        acknowledged.assertNothingIsLost(server.client(key), 0);

        int before = epochs(training);
        awaitEpochs(training, before + 1);
        // Java's own code for SIGTERM. Cut short after the grace it would be 137.
        assertThat(server.stopWithin(Duration.ofMinutes(1))).isEqualTo(143);
        assertThat(server.getLogs()).contains("Graceful shutdown complete");
        server.startAgain();
        acknowledged.assertNothingIsLost(server.client(key), 0);
        assertThat(epochs(training)).isGreaterThan(before);
        server.await(
                key,
                path(training),
                reply -> reply.json().path("status").asString().equals("COMPLETED"));
        assertThat(server.client(key).get("/models/tiny").status()).isEqualTo(200);
        assertThat(server.client(key).get("/models/synthetic").status()).isEqualTo(200);
    }

    private int epochs(Reply training) {
        return server.client(key)
                .get(path(training))
                .json()
                .at("/progress/done")
                .asInt();
    }

    private void awaitEpochs(Reply training, int atLeast) {
        server.await(key, path(training), reply -> {
            assertThat(reply.json().path("status").asString()).as(reply.text()).isNotEqualTo("FAILED");
            return reply.json().at("/progress/done").asInt() >= atLeast;
        });
    }
}
