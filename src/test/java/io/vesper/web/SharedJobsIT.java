package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.store.TestDatabase;
import io.vesper.web.TestClient.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Three server processes on one PostgreSQL share a job, and one of them is killed in the middle of its part. */
@EnabledIfSystemProperty(named = "vesper.test.database", matches = "postgresql|container")
@Timeout(300)
class SharedJobsIT {
    private static final Logger LOG = LoggerFactory.getLogger(SharedJobsIT.class);
    private static final int PICTURES = 900;
    /** Pictures that are given to the network at once. */
    private static final int BATCH = 16;

    @TempDir
    Path folder;

    private final List<GridProcess> servers = new ArrayList<>();
    private TestDatabase database;

    @BeforeEach
    void start() throws Exception {
        database = TestDatabase.at(folder.resolve("vesper"));
        for (String name : List.of("one", "two", "three")) {
            Path home = Files.createDirectories(folder.resolve(name));
            servers.add(GridProcess.start(
                    home,
                    database,
                    "--grid.embedded=" + home,
                    "--vesper.jobs.partition-size=50",
                    "--vesper.jobs.poll=50ms",
                    "--vesper.jobs.lease=2s"));
        }
    }

    @AfterEach
    void stop() throws Exception {
        for (GridProcess server : servers) {
            server.close();
        }
    }

    @Test
    void whenOneIsKilledTheOthersTakeItsPartAndEachImageIsEmbeddedOnce() throws Exception {
        enrolAndKill("two", 1);
        embedAgainAndKill("three", 2);
    }

    private void enrolAndKill(String name, int server) throws Exception {
        Archive archive = new Archive();
        for (int i = 1; i <= PICTURES; i++) {
            archive.picture(i + ".png", "p" + i, Pictures.png(i, 0));
        }
        Reply reply = servers.get(0).client().post("/jobs/enroll", archive.parts("default"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        awaitEmbedded("demo", List.of("one", "two", "three"));
        servers.get(server).kill();

        JsonNode job = ended(reply.header("Location"));

        assertThat(job.get("result").toString())
                .isEqualTo("{\"enrolled\":%d,\"alreadyThere\":0,\"refused\":0,\"erased\":0}".formatted(PICTURES));
        assertThat(job.at("/progress/done").asInt()).isEqualTo(PICTURES);
        assertThat(number("select count(distinct image_id) from enrolment_item where outcome = 'ENROLLED'"))
                .isEqualTo(PICTURES);
        assertThat(number("select count(*) from gallery_image")).isEqualTo(PICTURES);
        Map<String, Integer> enrolled = counts("select cast(origin as varchar), count(distinct image_id)"
                + " from gallery_change where image_id is not null group by origin");
        LOG.info("Enrolled by each process, {} killed: {}", name, enrolled.values());
        assertThat(enrolled.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(PICTURES);
        assertThat(enrolled.values())
                .hasSize(3)
                .allSatisfy(images -> assertThat(images).isPositive());
        assertTakenOver(job);
        // What the killed process had not committed: one batch embedded and one that was waiting to be stored.
        assertThat(embedded("demo")).isBetween(PICTURES, PICTURES + 2 * BATCH);
    }

    private void embedAgainAndKill(String name, int server) throws Exception {
        Reply reply = servers.get(0).client().postJson("/jobs/reembed", "{\"modelId\":\"other\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        awaitEmbedded("other", List.of("one", name));
        servers.get(server).kill();

        JsonNode job = ended(reply.header("Location"));

        assertThat(job.at("/result/images").asInt()).isEqualTo(PICTURES);
        assertThat(job.at("/result/unreadable")).isEmpty();
        assertThat(job.at("/progress/done").asInt()).isEqualTo(PICTURES);
        assertThat(number("select count(*) from embedding where model_id = 'other'"))
                .isEqualTo(PICTURES);
        LOG.info(
                "Embedded by one {}, by {}, which was killed, {}",
                embedded("other", "one"),
                name,
                embedded("other", name));
        assertTakenOver(job);
        assertThat(embedded("other")).isBetween(PICTURES, PICTURES + BATCH);
    }

    /** Until each of them has embedded several batches, so that it has stored some. */
    private void awaitEmbedded(String model, List<String> names) {
        while (names.stream().anyMatch(name -> embedded(model, name) < 3 * BATCH)) {
            Thread.onSpinWait();
        }
    }

    private int embedded(String model) {
        return List.of("one", "two", "three").stream()
                .mapToInt(name -> embedded(model, name))
                .sum();
    }

    private int embedded(String model, String name) {
        Path file = folder.resolve(name).resolve(model);
        try {
            return Files.exists(file) ? (int) Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode ended(String job) {
        TestClient client = servers.get(0).client();
        client.get(job + "/events");
        JsonNode ended = client.get(job).json();
        assertThat(ended.get("status").asString()).as(ended.toString()).isEqualTo("COMPLETED");
        return ended;
    }

    private void assertTakenOver(JsonNode job) throws SQLException {
        String partitions =
                " from job_partition where job_id = '" + job.get("id").asString() + "'";
        assertThat(number("select count(*)" + partitions + " and status = 'DONE'"))
                .isEqualTo(PICTURES / 50);
        assertThat(number("select count(*)" + partitions + " and claims = 2"))
                .as("the killed process's")
                .isEqualTo(1);
        LOG.info(
                "Pictures of the partitions that each owner has ended: {}",
                counts("select owner, sum(done)" + partitions + " group by owner")
                        .values());
    }

    private int number(String sql) throws SQLException {
        try (Connection connection = connection();
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    private Map<String, Integer> counts(String sql) throws SQLException {
        Map<String, Integer> counts = new LinkedHashMap<>();
        try (Connection connection = connection();
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            while (row.next()) {
                counts.put(row.getString(1), row.getInt(2));
            }
        }
        return counts;
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(database.url(), database.username(), "");
    }
}
