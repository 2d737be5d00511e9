package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL, killed and started again under a server that several clients write to. */
class RestartedDatabaseIT {
    private static final int ROUNDS = Faults.rounds(1);
    private static final int WRITERS = 4;
    private static final int ANSWERS = 20;

    @TempDir
    Path folder;

    private final Acknowledged acknowledged = new Acknowledged();
    private final AtomicInteger unknown = new AtomicInteger();
    private final Semaphore kept = new Semaphore(0);
    private final Semaphore refused = new Semaphore(0);
    private volatile boolean isOver;
    private Duration longestRecovery = Duration.ZERO;

    @Test
    @Timeout(900)
    void whoAsksADatabaseThatIsAwayIsToldSoAndTheServerRecoversByItself() throws Exception {
        KillableDatabase database = KillableDatabase.start(folder.resolve("postgres"));
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try (TestServer server = TestServer.startOn(folder, database.place(), "--logging.level.root=ERROR")) {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                ends.add(writers.submit(() -> enrolUntilOver(server.client())));
            }
            for (int round = 0; round < ROUNDS; round++) {
                kept.acquire(ANSWERS);
                database.kill();
                refused.acquire(WRITERS);
                assertThat(server.client().get("/gallery").status()).isEqualTo(503);
                Instant begin = Instant.now();
                database.startAgain();
                awaitRecovery(server.client());
                longest(Duration.between(begin, Instant.now()));
            }
            isOver = true;
            for (Future<?> end : ends) {
                end.get();
            }
            // What a broken connection left open is found out: the check that is asked for counts what is mended.
            assertThat(server.client().get("/actuator/gallery").status()).isEqualTo(200);
            acknowledged.assertNothingIsLost(server.client(), unknown.get());
        } finally {
            isOver = true;
            writers.shutdownNow();
            database.close();
        }
        Faults.report(
                "PostgreSQL killed -9 under " + WRITERS + " writers",
                ROUNDS,
                acknowledged.size(),
                0,
                "%.1f s at most after its start".formatted(longestRecovery.toMillis() / 1000.0));
    }

    private void enrolUntilOver(TestClient client) {
        while (!isOver) {
            Reply reply = acknowledged.enrolNext(client);
            if (reply.status() == 201) {
                kept.release();
            } else {
                assertThat(reply.status()).isEqualTo(503);
                assertThat(reply.header("Retry-After")).isEqualTo("5");
                assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
                unknown.incrementAndGet();
                refused.release();
            }
        }
    }

    private void awaitRecovery(TestClient client) {
        kept.drainPermits();
        while (!kept.tryAcquire()) {
            client.post("/query", new Parts().with("modality", "visible").image(Pictures.png(1, 0)));
        }
        refused.drainPermits();
    }

    private void longest(Duration took) {
        longestRecovery = took.compareTo(longestRecovery) > 0 ? took : longestRecovery;
    }
}
