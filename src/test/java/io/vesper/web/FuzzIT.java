package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.bulk.EnrolmentJobs;
import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Whatever is sent, the server answers in its own words and goes on. */
class FuzzIT {
    private static final int REQUESTS = Integer.getInteger("vesper.test.requests", 1000);
    private static final long SEED = Long.getLong("vesper.test.seed", 1);
    private static final Pattern INSIDE = Pattern.compile(
            "\\bat [\\w.]+\\([\\w]+\\.java|Exception\\b|org\\.springframework|io\\.vesper\\.|SELECT |Tomcat");
    private static final long MEGABYTE = 1 << 20;
    private static final long MAY_GROW = 48 * MEGABYTE;

    @TempDir
    Path folder;

    private final Map<Integer, Integer> statuses = new TreeMap<>();

    @Test
    @Timeout(1200)
    void nothingThatIsSentIsAFaultOfTheServers() {
        try (TestServer server = TestServer.start(folder, GridModelsConfiguration.class, arguments())) {
            TestClient client = server.client();
            FuzzedRequests requests =
                    new FuzzedRequests(client.get("/v3/api-docs").json(), new Random(SEED));
            send(client, requests, REQUESTS / 2);
            long before = heapInUse();
            send(client, requests, REQUESTS / 2);
            assertThat(heapInUse() - before).as("growth of the heap in bytes").isLessThan(MAY_GROW);

            assertThat(client.get("/actuator/health/readiness").status()).isEqualTo(200);
            assertThat(client.get("/actuator/gallery").json().get("healed").asInt())
                    .isZero();
            assertThat(client.post(
                                    "/query",
                                    new Parts().with("modality", "visible").image(Pictures.png(1, 1)))
                            .status())
                    .isEqualTo(200);
            assertEnrolmentsEndWell(client);
            assertThat(uploadsLeft()).isEmpty();
            assertThat(statuses).containsKeys(202, 413);
            report(requests.operations());
        }
    }

    private static String[] arguments() {
        List<String> arguments = new ArrayList<>(HostileArchives.LIMITS);
        // Trainings that the requests may ask for are queued; no worker is there.
        arguments.addAll(List.of("--vesper.roles=serve", "--logging.level.root=ERROR"));
        return arguments.toArray(String[]::new);
    }

    private void send(TestClient client, FuzzedRequests requests, int count) {
        for (int i = 0; i < count; i++) {
            HttpRequest.Builder request = requests.next(client);
            Reply reply = client.send(request);
            requests.learnFrom(reply.text());
            stopIfNobodyRunsIt(client, reply);
            statuses.merge(reply.status(), 1, Integer::sum);
            String what = request.build() + " -> " + reply.status() + " " + reply.text();
            assertThat(reply.status()).as(what).isLessThan(500);
            if (reply.status() >= 400) {
                assertThat(INSIDE.matcher(reply.text()).find()).as(what).isFalse();
            }
        }
    }

    /** Who listens to a job that never ends waits for ten minutes. */
    private static void stopIfNobodyRunsIt(TestClient client, Reply reply) {
        if (reply.status() != 202) {
            return;
        }
        JsonNode job = reply.json();
        boolean isRun = job.path("type").asString(EnrolmentJobs.TYPE).equals(EnrolmentJobs.TYPE);
        if (!isRun && job.path("status").asString("").equals("QUEUED")) {
            client.post("/jobs/" + job.get("id").asString() + "/stop", "application/json", "");
        }
    }

    private static void assertEnrolmentsEndWell(TestClient client) {
        for (String status : List.of("QUEUED", "RUNNING", "STOPPING")) {
            while (!enrolments(client, status).isEmpty()) {
                Thread.onSpinWait();
            }
        }
        assertThat(enrolments(client, "COMPLETED")).isNotEmpty();
        assertThat(enrolments(client, "FAILED")).isEmpty();
    }

    /** Pictures of people, whom nobody could erase there. */
    private List<Path> uploadsLeft() {
        try (Stream<Path> files = Files.walk(folder.resolve("data/tmp"))) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode enrolments(TestClient client, String status) {
        return client.get("/jobs?type=%s&status=%s".formatted(EnrolmentJobs.TYPE, status))
                .json()
                .get("jobs");
    }

    private static long heapInUse() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private void report(int operations) {
        String line =
                "%d requests to %d operations, seed %d, statuses %s%n".formatted(REQUESTS, operations, SEED, statuses);
        try {
            Files.writeString(Path.of("target", "fuzz.txt"), line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
