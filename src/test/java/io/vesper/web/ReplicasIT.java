package io.vesper.web;

import static io.vesper.web.JarInstallation.path;
import static io.vesper.web.JarInstallation.train;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.store.PostgresContainer;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Two containers of each kind on one PostgreSQL. */
@Testcontainers(disabledWithoutDocker = true)
@EnabledIfSystemProperty(
        named = VesperContainer.IMAGE,
        matches = ".+",
        disabledReason = "needs the image, which .ci/containers builds and names by -Dvesper.test.image")
@Timeout(900)
class ReplicasIT {
    @Container
    static final PostgresContainer POSTGRES = new PostgresContainer();

    private final String volume = "vesper-test-" + UUID.randomUUID();
    private final List<VesperContainer> containers = new ArrayList<>();
    private String key;

    @BeforeEach
    void makeKey() {
        key = VesperContainer.adminKey(POSTGRES);
    }

    @AfterEach
    void stop() {
        containers.forEach(VesperContainer::stop);
        DockerClientFactory.lazyClient().removeVolumeCmd(volume).exec();
    }

    private VesperContainer start(String role) {
        VesperContainer container = new VesperContainer(POSTGRES)
                .withEnv("VESPER_ROLES", role)
                .withVolume(volume, "/data")
                .serving();
        containers.add(container);
        container.start();
        return container;
    }

    @Test
    void noQueryFailsWhileOneAfterTheOtherIsStartedAgain() {
        List<VesperContainer> servers = List.of(start("serve"), start("serve"));
        assertThat(new Acknowledged().enrolNext(servers.get(0).client(key)).status())
                .isEqualTo(201);
        List<TestClient> ports = new ArrayList<>();
        servers.forEach(server -> ports.add(server.client(key)));
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<List<Integer>> statuses = CompletableFuture.supplyAsync(() -> query(ports, done));

        for (int i = 0; i < servers.size(); i++) {
            assertThat(servers.get(i).stopWithin(Duration.ofMinutes(1))).isEqualTo(143);
            servers.get(i).startAgain();
            synchronized (ports) {
                ports.set(i, servers.get(i).client(key));
            }
        }
        done.set(true);

        assertThat(statuses.join()).hasSizeGreaterThan(20).containsOnly(200);
    }

    /** As a balancer does: in turns, and the other one where a connection is refused. */
    private static List<Integer> query(List<TestClient> ports, AtomicBoolean done) {
        List<Integer> statuses = new ArrayList<>();
        for (int turn = 0; !done.get(); turn++) {
            List<TestClient> now;
            synchronized (ports) {
                now = List.copyOf(ports);
            }
            Reply reply;
            try {
                reply = query(now.get(turn % 2));
            } catch (UncheckedIOException e) {
                reply = query(now.get((turn + 1) % 2));
            }
            statuses.add(reply.status());
        }
        return statuses;
    }

    private static Reply query(TestClient client) {
        return client.post("/query", new Parts().with("modality", "visible").image(Pictures.png(1, 0)));
    }

    @Test
    void aTrainingGoesOnWithAnotherTrainerWhereOneWasKilled() {
        VesperContainer server = start("serve");
        VesperContainer first = start("train");
        Reply training = train(server.client(key), 30, "taken-over", false);
        server.await(
                key, path(training), reply -> reply.json().at("/progress/done").asInt() >= 2);
        VesperContainer second = start("train");

        first.killNow();

        server.await(
                key,
                path(training),
                reply -> reply.json().path("status").asString().equals("COMPLETED"));
        assertThat(second.getLogs()).contains("was left");
    }
}
