package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.web.TestClient.Reply;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real server process, really killed while several clients enrol. */
class KilledServerIT {
    private static final int ROUNDS = Faults.rounds(1);
    private static final int WRITERS = 4;
    private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 40;

    @TempDir
    Path folder;

    private final Acknowledged acknowledged = new Acknowledged();
    private Duration longestRestart = Duration.ZERO;

    @Test
    @Timeout(900)
    void everyAcknowledgedImageIsThereWhateverTheKillInterrupted() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            enrolUntilKilled();
        }

        try (GridProcess server = start()) {
            acknowledged.assertNothingIsLost(server.client(), (long) ROUNDS * WRITERS);
        }
        Faults.report(
                "server killed -9 under " + WRITERS + " writers, " + Faults.store(),
                ROUNDS,
                acknowledged.size(),
                0,
                "%.1f s at most".formatted(longestRestart.toMillis() / 1000.0));
    }

    private GridProcess start() throws Exception {
        Instant begin = Instant.now();
        GridProcess server = GridProcess.start(folder);
        Duration took = Duration.between(begin, Instant.now());
        longestRestart = took.compareTo(longestRestart) > 0 ? took : longestRestart;
        return server;
    }

    private void enrolUntilKilled() throws Exception {
        Semaphore answers = new Semaphore(0);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try (GridProcess server = start()) {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                ends.add(writers.submit(() -> enrolUntilKilled(server.client(), answers)));
            }
            answers.acquire(ACKNOWLEDGED_BEFORE_THE_KILL);
            server.kill();
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            writers.shutdownNow();
        }
    }

    private void enrolUntilKilled(TestClient client, Semaphore answers) {
        while (true) {
            Reply reply;
            try {
                reply = acknowledged.enrolNext(client);
            } catch (UncheckedIOException e) {
                return; // killed
            }
            assertThat(reply.status()).isEqualTo(201);
            answers.release();
        }
    }
}
