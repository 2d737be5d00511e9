package io.vesper.web;

import com.sun.management.OperatingSystemMXBean;
import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Reply;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * How many pictures a second a job enrols in one process, from when it is taken off the queue until it has ended. A grid stands for the
 * network, so nearly all that is measured is the server's own work and the database's. Two versions are compared by running it in turns
 * on both.
 */
class EnrolmentJobBenchmark {
    private static final int ROUNDS = Integer.getInteger("rounds", 6);
    private static final int PICTURES = Integer.getInteger("pictures", 2000);

    @TempDir
    Path folder;

    @Test
    void picturesPerSecond() {
        try (TestServer server = TestServer.start(folder, GridModelsConfiguration.class)) {
            for (int round = 0; round <= ROUNDS; round++) {
                String name = round == 0 ? "warm-up" : "round " + round;
                System.out.println(name + ": " + enrol(server.client(), "round" + round));
            }
        }
    }

    private static String enrol(TestClient client, String gallery) {
        Archive archive = new Archive();
        for (int i = 1; i <= PICTURES; i++) {
            archive.picture(i + ".png", "p" + i, Pictures.png(i, 0));
        }
        long cpu = cpuNanos();
        Reply reply = client.post("/jobs/enroll", archive.parts(gallery));
        client.get(reply.header("Location") + "/events");
        JsonNode job = client.get(reply.header("Location")).json();
        Duration took = Duration.between(
                Instant.parse(job.get("startedAt").asString()),
                Instant.parse(job.get("endedAt").asString()));
        return String.format(
                Locale.ROOT,
                "%.1f pictures/s, %.2f ms of processor time a picture",
                PICTURES / (took.toNanos() / 1e9),
                (cpuNanos() - cpu) / 1e6 / PICTURES);
    }

    /** Of this process: what else the machine does meanwhile hardly changes it. */
    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
