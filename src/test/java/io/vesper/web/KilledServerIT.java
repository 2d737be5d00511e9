package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.store.TestDatabase;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A real server process, really killed while several clients enrol: no shutdown hook runs. */
class KilledServerIT {
    private static final int ROUNDS = 3;
    private static final int WRITERS = 4;
    private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 40;

    @TempDir
    Path folder;

    private final Map<String, Enrolled> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger nextPerson = new AtomicInteger();

    /** Who was enrolled by which pictures: two a request, so that a half-kept request would be seen. */
    private record Enrolled(int person, int shot) {
        byte[] picture() {
            return Pictures.png(person, shot);
        }
    }

    @Test
    @Timeout(300)
    void everyAcknowledgedImageIsThereWhateverTheKillInterrupted() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            enrolUntilKilled();
        }

        Process process = start();
        try {
            assertNothingIsLost(new TestClient(portOf(process)));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void enrolUntilKilled() throws Exception {
        Process process = start();
        TestClient client = new TestClient(portOf(process));
        Semaphore answers = new Semaphore(0);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                ends.add(writers.submit(() -> enrolUntilRefused(client, answers)));
            }
            answers.acquire(ACKNOWLEDGED_BEFORE_THE_KILL);
            process.destroyForcibly().waitFor();
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            writers.shutdownNow();
        }
    }

    private void enrolUntilRefused(TestClient client, Semaphore answers) {
        while (true) {
            int person = nextPerson.incrementAndGet();
            Reply reply;
            try {
                reply = client.post(
                        "/gallery",
                        new Parts()
                                .with("cameraId", "1")
                                .with("modality", "visible")
                                .with("personId", "p" + person)
                                .image(Pictures.png(person, 0))
                                .image(Pictures.png(person, 1)));
            } catch (UncheckedIOException e) {
                return; // killed
            }
            assertThat(reply.status()).isEqualTo(201);
            for (int shot = 0; shot < 2; shot++) {
                acknowledged.put(
                        reply.json().at("/images/" + shot + "/imageId").asString(), new Enrolled(person, shot));
            }
            answers.release();
        }
    }

    private void assertNothingIsLost(TestClient client) {
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(2 * ROUNDS * ACKNOWLEDGED_BEFORE_THE_KILL);
        JsonNode stats = client.get("/gallery/stats").json();
        long images = stats.get("images").asLong();
        assertThat(images).isGreaterThanOrEqualTo(acknowledged.size()).isEven();
        assertThat(images).isLessThanOrEqualTo(acknowledged.size() + 2L * ROUNDS * WRITERS);
        assertThat(stats.at("/index/size").asLong()).isEqualTo(images);
        assertThat(stats.at("/counts/0/people").asLong())
                .as("requests kept by half")
                .isEqualTo(images / 2);
        acknowledged.forEach((imageId, enrolled) -> {
            assertThat(client.get("/gallery/" + imageId + "/image").bytes()).isEqualTo(enrolled.picture());
            JsonNode best = client.post(
                            "/query", new Parts().with("modality", "visible").image(enrolled.picture()))
                    .json()
                    .at("/results/0");
            assertThat(best.get("personId").asString()).isEqualTo("p" + enrolled.person());
            assertThat(best.at("/images/0/imageId").asString()).isEqualTo(imageId);
        });
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(TestDatabase.at(folder.resolve("vesper")).processOptions());
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(GridServer.class.getName());
        command.add(folder.toString());
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static int portOf(Process process) throws IOException {
        StringBuilder said = new StringBuilder();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(GridServer.READY)) {
                return Integer.parseInt(line.substring(GridServer.READY.length()));
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("The server ended before it listened:\n" + said);
    }
}
