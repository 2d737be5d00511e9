package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.store.TestDatabase;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two server processes on one PostgreSQL, by what their clients see. H2 has one process, so there is nothing to show there. */
@EnabledIfSystemProperty(named = "vesper.test.database", matches = "postgresql|container")
@Timeout(300)
class ServersOnOneDatabaseIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int WRITERS = 4;

    @TempDir
    Path folder;

    private GridProcess one;
    private GridProcess two;

    @BeforeEach
    void startBoth() throws Exception {
        one = start("one");
        two = start("two");
    }

    private GridProcess start(String name) throws Exception {
        return GridProcess.start(
                Files.createDirectories(folder.resolve(name)), TestDatabase.at(folder.resolve("vesper")));
    }

    @AfterEach
    void stopBoth() throws Exception {
        one.close();
        two.close();
    }

    @Test
    void whatOneEnrolsAndErasesTheOtherFindsAndFindsNoMore() {
        Reply enrolled = new Acknowledged().enrolNext(one.client());
        String imageId = enrolled.json().at("/images/0/imageId").asString();

        JsonNode answer = await(
                two.client(),
                found -> found.has("results") && !found.get("results").isEmpty());
        assertThat(answer.at("/results/0/images/0/imageId").asString()).isEqualTo(imageId);
        await(two.client(), found -> found.get("indexedThrough").asLong() >= 2);

        assertThat(two.client().delete("/people/p1").status()).isEqualTo(204);
        await(one.client(), found -> found.get("results").isEmpty());
        assertThat(one.client().get("/gallery/" + imageId).status()).isEqualTo(404);
    }

    /** Each picture is enrolled by one of the processes, whichever takes the job. */
    @Test
    void eachJobIsDoneOnceWhoeverWasAsked() {
        int jobs = 8;
        int pictures = 20;
        List<String> locations = new ArrayList<>();
        for (int job = 0; job < jobs; job++) {
            Archive archive = new Archive();
            for (int i = 0; i < pictures; i++) {
                int person = 1 + job * pictures + i;
                archive.picture(i + ".png", "p" + person, Pictures.png(person, 0));
            }
            Reply reply = (job % 2 == 0 ? one : two).client().post("/jobs/enroll", archive.parts("default"));
            assertThat(reply.status()).as(reply.text()).isEqualTo(202);
            locations.add(reply.header("Location"));
        }

        for (String job : locations) {
            two.client().get(job + "/events");
            assertThat(one.client().get(job).json().get("result").toString())
                    .isEqualTo("{\"enrolled\":%d,\"alreadyThere\":0,\"refused\":0,\"erased\":0}".formatted(pictures));
        }
        assertHasAll(one, jobs * pictures);
        assertHasAll(two, jobs * pictures);
    }

    private static void assertHasAll(GridProcess server, int images) {
        awaitInStep(server);
        assertThat(server.client().get("/gallery/stats").json().get("images").asInt())
                .isEqualTo(images);
    }

    @Test
    void whileOneIsKilledTheOtherAnswersAndLosesNothingOfBoth() throws Exception {
        Acknowledged acknowledged = new Acknowledged();
        AtomicBoolean isOver = new AtomicBoolean();
        Semaphore kept = new Semaphore(0);
        ExecutorService clients = Executors.newFixedThreadPool(WRITERS + 1);
        List<Future<?>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            TestClient client = (i % 2 == 0 ? one : two).client();
            writers.add(clients.submit(() -> enrolUntilOver(acknowledged, client, isOver, kept)));
        }
        Future<Integer> queries = clients.submit(() -> query(two.client(), isOver));

        kept.acquire(60);
        one.kill();
        kept.drainPermits();
        kept.acquire(60);
        isOver.set(true);
        for (Future<?> writer : writers) {
            writer.get();
        }
        assertThat(queries.get()).as("queries, all of them answered").isPositive();
        clients.shutdown();

        awaitInStep(two);
        acknowledged.assertNothingIsLost(two.client(), WRITERS);
        one = start("one");
        acknowledged.assertNothingIsLost(one.client(), WRITERS);
    }

    /** Ends too when its server is killed. */
    private static void enrolUntilOver(
            Acknowledged acknowledged, TestClient client, AtomicBoolean isOver, Semaphore kept) {
        while (!isOver.get()) {
            try {
                assertThat(acknowledged.enrolNext(client).status()).isEqualTo(201);
            } catch (UncheckedIOException e) {
                return;
            }
            kept.release();
        }
    }

    private static int query(TestClient client, AtomicBoolean isOver) {
        int answered = 0;
        while (!isOver.get()) {
            assertThat(query(client).status()).isEqualTo(200);
            answered++;
        }
        return answered;
    }

    /** Once nothing is written any more. */
    private static void awaitInStep(GridProcess server) {
        Instant end = Instant.now().plus(PATIENCE);
        JsonNode stats;
        do {
            assertThat(Instant.now()).as("time is over").isBefore(end);
            stats = server.client().get("/gallery/stats").json();
        } while (stats.get("images").asLong() != stats.at("/index/size").asLong());
    }

    private static Reply query(TestClient client) {
        return client.post("/query", new Parts().with("modality", "visible").image(Pictures.png(1, 0)));
    }

    private static JsonNode await(TestClient client, Predicate<JsonNode> wanted) {
        Instant end = Instant.now().plus(PATIENCE);
        JsonNode answer = query(client).json();
        while (!wanted.test(answer)) {
            assertThat(Instant.now())
                    .as("time is over; last answer: %s", answer)
                    .isBefore(end);
            answer = query(client).json();
        }
        return answer;
    }
}
