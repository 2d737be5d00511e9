package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Parts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Many clients at once: what was answered is true for every request that comes after it. */
class ConcurrentClientsIT {
    private static final int CLIENTS = 64;
    private static final Duration DURATION = Faults.duration(Duration.ofSeconds(5));

    @TempDir
    Path folder;

    private final AtomicInteger nextPerson = new AtomicInteger();
    private final AtomicLong kept = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();

    @Test
    @Timeout(900)
    void noUpdateIsLostAndNothingStaleIsRead() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (TestServer server = TestServer.start(folder, GridModelsConfiguration.class)) {
            Instant end = Instant.now().plus(DURATION);
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                ends.add(clients.submit(() -> {
                    while (Instant.now().isBefore(end)) {
                        enrolFindAndPerhapsErase(server.client());
                    }
                }));
            }
            for (Future<?> ended : ends) {
                ended.get();
            }
            JsonNode stats = server.client().get("/gallery/stats").json();
            assertThat(stats.get("images").asLong()).isEqualTo(kept.get());
            assertThat(stats.at("/index/size").asLong()).isEqualTo(kept.get());
            assertThat(server.client()
                            .get("/actuator/gallery")
                            .json()
                            .get("healed")
                            .asInt())
                    .isZero();
        } finally {
            clients.shutdownNow();
        }
        Faults.report(
                CLIENTS + " clients for " + DURATION.toSeconds() + " s, " + Faults.store(),
                1,
                acknowledged.get(),
                0,
                "nothing stale");
    }

    private void enrolFindAndPerhapsErase(TestClient client) {
        int person = nextPerson.incrementAndGet();
        JsonNode enrolled = client.post(
                        "/gallery",
                        new Parts()
                                .with("cameraId", "1")
                                .with("modality", "visible")
                                .with("personId", "p" + person)
                                .image(Pictures.png(person, 0)))
                .json();
        String imageId = enrolled.at("/images/0/imageId").asString();
        assertThat(imageId).as(enrolled.toString()).isNotEmpty();
        kept.incrementAndGet();
        acknowledged.incrementAndGet();
        assertThat(bestFor(client, person)).isEqualTo("p" + person);
        if (person % 3 == 0) {
            assertThat(client.delete("/gallery/" + imageId).status()).isEqualTo(204);
            kept.decrementAndGet();
            assertThat(bestFor(client, person)).isNotEqualTo("p" + person);
            assertThat(client.get("/gallery/" + imageId).status()).isEqualTo(404);
        }
    }

    private static String bestFor(TestClient client, int person) {
        return client.post("/query", new Parts().with("modality", "visible").image(Pictures.png(person, 0)))
                .json()
                .at("/results/0/personId")
                .asString();
    }
}
