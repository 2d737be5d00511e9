package io.vesper.web;

import static io.vesper.web.JarInstallation.path;
import static io.vesper.web.JarInstallation.train;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.store.PostgresContainer;
import io.vesper.web.TestClient.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** A server and two trainers in containers on one PostgreSQL; the trainers share the states of unfinished trainings. */
@Testcontainers(disabledWithoutDocker = true)
@EnabledIfSystemProperty(
        named = VesperContainer.IMAGE,
        matches = ".+",
        disabledReason = "needs the image, which .ci/containers builds and names by -Dvesper.test.image")
@Timeout(900)
class TrainersIT {
    private static final String MODEL = "taken-over";
    private static final int EPOCHS = 20;

    @Container
    static final PostgresContainer POSTGRES = new PostgresContainer();

    private final String models = "vesper-test-" + UUID.randomUUID();
    private final String training = "vesper-test-" + UUID.randomUUID();
    private final List<VesperContainer> containers = new ArrayList<>();

    @AfterEach
    void stop() {
        containers.forEach(VesperContainer::stop);
        DockerClientFactory.lazyClient().removeVolumeCmd(models).exec();
        DockerClientFactory.lazyClient().removeVolumeCmd(training).exec();
    }

    private VesperContainer start(VesperContainer container, String role) {
        containers.add(container);
        container
                .withEnv("VESPER_ROLES", role)
                .withVolume(models, "/data/models")
                .serving()
                .start();
        return container;
    }

    private VesperContainer startTrainer() {
        return start(new VesperContainer(POSTGRES).withVolume(training, "/data"), "train");
    }

    @Test
    void whereATrainerIsKilledAnotherOneEndsItsTrainingAndTheServerAnswersWithTheModel() {
        String key = VesperContainer.adminKey(POSTGRES);
        VesperContainer server = start(new VesperContainer(POSTGRES), "serve");
        assertThat(new Acknowledged().enrolNext(server.client(key)).status()).isEqualTo(201);
        List<VesperContainer> trainers = List.of(startTrainer(), startTrainer());
        Reply job = train(server.client(key), EPOCHS, MODEL, true);
        server.await(key, path(job), reply -> epochs(reply) >= 2);
        boolean firstHasIt = trainers.get(0).getLogs().contains("(train) begins");
        VesperContainer killed = trainers.get(firstHasIt ? 0 : 1);
        VesperContainer heir = trainers.get(firstHasIt ? 1 : 0);

        killed.killNow();
        long began = System.nanoTime();
        int before = epochs(server.client(key).get(path(job)));

        heir.awaitLog("was left STARTED by a killed process; it goes on");
        Figures.report(
                "Trainer killed at epoch %d, its training taken over by the other after %.1f s, with a lease of %s",
                before, Figures.secondsSince(began), VesperContainer.LEASE);
        assertThat(epochs(server.client(key).get(path(job)))).isGreaterThanOrEqualTo(before);
        Reply ended = server.await(
                key,
                path(job),
                reply -> List.of("COMPLETED", "FAILED")
                        .contains(reply.json().path("status").asString()));
        assertThat(ended.json().path("status").asString()).as(ended.text()).isEqualTo("COMPLETED");
        assertThat(epochs(ended)).isEqualTo(EPOCHS);

        long published = System.nanoTime();
        server.await(
                key,
                "/models",
                reply -> MODEL.equals(reply.json().path("activeModelId").asString()));
        Figures.report(
                "It ended, and %.1f s later the server answered with its model", Figures.secondsSince(published));
    }

    private static int epochs(Reply job) {
        return job.json().at("/progress/done").asInt();
    }
}
