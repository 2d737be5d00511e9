package io.vesper.bench;

import io.vesper.client.Upload;
import io.vesper.client.VesperServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * How fast a server answers over HTTP.
 *
 * @param enrolledPerSecond pictures of a job that enrols many
 * @param alone one client's queries
 * @param together those of many clients at once
 * @param tooMany those of more clients than it lets wait
 */
record ServerRun(double enrolledPerSecond, LoadResult alone, LoadResult together, LoadResult tooMany) {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    /**
     * Enrols the demo set's training people, then queries.
     *
     * @param server on loopback, without keys
     * @param pictures infrared ones to query with
     */
    static ServerRun measure(URI server, List<byte[]> pictures, int clients, int manyClients, Duration time) {
        double enrolled = enrol(server);
        QueryLoad load = new QueryLoad(server, pictures);
        load.run(clients, time.dividedBy(2)); // until the compiler is done
        return new ServerRun(enrolled, load.run(1, time), load.run(clients, time), load.run(manyClients, time));
    }

    private static double enrol(URI server) {
        VesperServer client = new VesperServer(server, null, (wait, why) -> Threads.sleep(wait));
        JsonNode job =
                client.post("/jobs/enroll", Upload.json(Map.of("dataset", Map.of("type", "demo"), "split", "train")));
        String path = "/jobs/" + job.get("id").asString();
        while (job.get("endedAt").isNull()) {
            Threads.sleep(BETWEEN_LOOKS);
            job = client.get(path);
        }
        if (!job.get("status").asString().equals("COMPLETED")) {
            throw new IllegalStateException("The enrolment is %s: %s"
                    .formatted(job.get("status").asString(), job.get("error").asString()));
        }
        Duration took = Duration.between(
                Instant.parse(job.get("startedAt").asString()),
                Instant.parse(job.get("endedAt").asString()));
        return job.at("/result/enrolled").asInt() / (took.toNanos() / 1e9);
    }
}
