package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.store.PostgresContainer;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Two servers in containers on one PostgreSQL. */
@Testcontainers(disabledWithoutDocker = true)
@EnabledIfSystemProperty(
        named = VesperContainer.IMAGE,
        matches = ".+",
        disabledReason = "needs the image, which .ci/containers builds and names by -Dvesper.test.image")
@Timeout(900)
class ReplicasIT {
    private static final int FOLLOWED = 20;
    /** Of a person whom {@link Acknowledged} does not enrol. */
    private static final int FIRST_FOLLOWED = 1_000_000;

    @Container
    static final PostgresContainer POSTGRES = new PostgresContainer();

    private static final String MODELS = "vesper-test-" + UUID.randomUUID();
    private static final List<VesperContainer> SERVERS = new ArrayList<>();
    private static String key;

    @BeforeAll
    static void start() {
        key = VesperContainer.adminKey(POSTGRES);
        for (int i = 0; i < 2; i++) {
            VesperContainer server = new VesperContainer(POSTGRES)
                    .withEnv("VESPER_ROLES", "serve")
                    .withVolume(MODELS, "/data/models")
                    .serving();
            SERVERS.add(server);
            server.start();
        }
    }

    @AfterAll
    static void stop() {
        SERVERS.forEach(VesperContainer::stop);
        DockerClientFactory.lazyClient().removeVolumeCmd(MODELS).exec();
    }

    @Test
    void whatOneEnrolsAndErasesTheOtherFindsAndFindsNoMore() {
        List<Double> found = new ArrayList<>();
        List<Double> gone = new ArrayList<>();
        for (int person = FIRST_FOLLOWED; person < FIRST_FOLLOWED + FOLLOWED; person++) {
            TestClient one = SERVERS.get(person % 2).client(key);
            VesperContainer other = SERVERS.get((person + 1) % 2);
            byte[] picture = Pictures.png(person, 0);

            Reply enrolled =
                    one.post("/gallery", of(picture).with("cameraId", "1").with("personId", "f" + person));
            long acknowledged = System.nanoTime();
            assertThat(enrolled.status()).as(enrolled.text()).isEqualTo(201);
            String image = enrolled.json().at("/images/0/imageId").asString();
            other.awaitAnswer(key, client -> client.post("/query", of(picture)), reply -> finds(reply, image));
            found.add(Figures.secondsSince(acknowledged));

            assertThat(one.delete("/people/f" + person).status()).isEqualTo(204);
            acknowledged = System.nanoTime();
            other.awaitAnswer(key, client -> client.post("/query", of(picture)), reply -> !finds(reply, image));
            gone.add(Figures.secondsSince(acknowledged));
        }
        Figures.report("Enrolled on one server, found on the other: %s (%d times)", Figures.spread(found), FOLLOWED);
        Figures.report("Erased on one server, gone on the other: %s (%d times)", Figures.spread(gone), FOLLOWED);
    }

    private static Parts of(byte[] picture) {
        return new Parts().with("modality", "visible").image(picture);
    }

    private static boolean finds(Reply reply, String image) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.text().contains(image);
    }

    @Test
    void noQueryAndNoEnrolmentFailsWhileOneAfterTheOtherIsStartedAgain() {
        Acknowledged acknowledged = new Acknowledged();
        assertThat(acknowledged.enrolNext(SERVERS.get(0).client(key)).status()).isEqualTo(201);
        awaitInStep(SERVERS.get(1), acknowledged, 0);
        RollingTraffic traffic = new RollingTraffic(
                acknowledged, SERVERS.get(0).client(key), SERVERS.get(1).client(key));
        traffic.start();
        long began = System.nanoTime();
        for (int i = 0; i < SERVERS.size(); i++) {
            int before = traffic.answered();
            assertThat(SERVERS.get(i).stopWithin(Duration.ofMinutes(1))).isEqualTo(143);
            SERVERS.get(i).startAgain();
            traffic.replace(i, SERVERS.get(i).client(key));
            assertThat(traffic.answered()).isGreaterThan(before);
        }
        traffic.end();

        Figures.report(
                "Both servers started again in %.0f s: %d queries, %d failed, %d sent to the other server; %d images enrolled, none lost,"
                        + " %d requests sent to the other server",
                Figures.secondsSince(began),
                traffic.answered(),
                traffic.failures().size(),
                traffic.queriesSentAgain(),
                acknowledged.size(),
                traffic.enrolmentsSentAgain());
        assertThat(traffic.failures()).isEmpty();
        for (VesperContainer server : SERVERS) {
            awaitInStep(server, acknowledged, traffic.enrolmentsSentAgain());
            acknowledged.assertNothingIsLost(server.client(key), traffic.enrolmentsSentAgain());
        }
    }

    /** Until it has taken in what the other one has acknowledged. */
    private static void awaitInStep(VesperContainer server, Acknowledged acknowledged, int unknown) {
        server.await(key, "/gallery/stats", reply -> {
            long inIndex = reply.json().at("/index/size").asLong();
            return inIndex >= acknowledged.size()
                    && inIndex == reply.json().get("images").asLong()
                    && inIndex <= acknowledged.size() + 2L * unknown;
        });
    }
}
