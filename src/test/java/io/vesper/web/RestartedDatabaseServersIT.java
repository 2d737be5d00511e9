package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two servers whose PostgreSQL is killed and started again. */
@Timeout(300)
class RestartedDatabaseServersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void theyFollowEachOtherAgainOnceItIsBack() throws Exception {
        KillableDatabase database = KillableDatabase.start(folder.resolve("postgres"));
        try (TestServer one = start("one", database);
                TestServer two = start("two", database)) {
            assertIsFoundBy(two, enrol(one, 1), 1);

            database.kill();
            assertThat(post(one, 2).status()).isEqualTo(503);
            database.startAgain();

            assertIsFoundBy(two, enrol(one, 3), 3);
            assertIsFoundBy(one, enrol(two, 4), 4);
            for (TestServer server : new TestServer[] {one, two}) {
                assertThat(server.client()
                                .get("/actuator/gallery")
                                .json()
                                .get("healed")
                                .asInt())
                        .isZero();
                await(
                        server,
                        "/actuator/gallery",
                        answer -> answer.at("/follow/isListening").asBoolean());
            }
        } finally {
            database.close();
        }
    }

    private TestServer start(String name, KillableDatabase database) throws Exception {
        return TestServer.startOn(
                Files.createDirectories(folder.resolve(name)), database.place(), "--logging.level.root=ERROR");
    }

    private static Reply post(TestServer server, int person) {
        return server.client()
                .post(
                        "/gallery",
                        new Parts()
                                .with("cameraId", "1")
                                .with("modality", "visible")
                                .with("personId", "p" + person)
                                .image(Pictures.png(person, 0)));
    }

    /** The image, once the database answers. */
    private static String enrol(TestServer server, int person) {
        Instant end = Instant.now().plus(PATIENCE);
        Reply reply = post(server, person);
        while (reply.status() == 503) {
            assertThat(Instant.now()).as(reply.text()).isBefore(end);
            reply = post(server, person);
        }
        assertThat(reply.status()).as(reply.text()).isIn(200, 201);
        return reply.json().at("/images/0/imageId").asString();
    }

    private static void assertIsFoundBy(TestServer server, String imageId, int person) {
        Instant end = Instant.now().plus(PATIENCE);
        JsonNode answer;
        do {
            assertThat(Instant.now()).as("time is over").isBefore(end);
            answer = server.client()
                    .post("/query", new Parts().with("modality", "visible").image(Pictures.png(person, 0)))
                    .json();
        } while (!answer.at("/results/0/images/0/imageId").asString().equals(imageId));
    }

    private static void await(TestServer server, String path, java.util.function.Predicate<JsonNode> wanted) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!wanted.test(server.client().get(path).json())) {
            assertThat(Instant.now()).as("time is over").isBefore(end);
        }
    }
}
