package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A real PostgreSQL, killed and started again under a job that enrols pictures. */
class RestartedDatabaseJobIT {
    private static final int PICTURES = 1000;

    @TempDir
    Path folder;

    @Test
    @Timeout(300)
    void theJobWaitsForTheDatabaseAndEnrolsEachPictureOnce() throws Exception {
        Archive archive = new Archive();
        for (int i = 1; i <= PICTURES; i++) {
            archive.picture(i + ".png", "p" + i, Pictures.png(i, 0));
        }
        try (KillableDatabase database = KillableDatabase.start(folder.resolve("postgres"));
                TestServer server = TestServer.startOn(folder, database.place(), "--logging.level.root=ERROR")) {
            TestClient client = server.client();
            Reply reply = client.post("/jobs/enroll", archive.parts("default"));
            assertThat(reply.status()).as(reply.text()).isEqualTo(202);
            String job = reply.header("Location");
            assertThat(JobProgressEvents.await(client, job, 0)).isLessThan(PICTURES);
            database.kill();
            assertThat(client.get(job).status()).isEqualTo(503);
            database.startAgain();

            Reply heard = client.get(job + "/events"); // ends with the job
            while (heard.status() == 503) { // one after another, the broken connections are found out
                heard = client.get(job + "/events");
            }

            JsonNode ended = client.get(job).json();
            assertThat(ended.get("status").asString()).as(ended.toString()).isEqualTo("COMPLETED");
            assertThat(ended.get("result").toString())
                    .isEqualTo("{\"enrolled\":%d,\"alreadyThere\":0,\"refused\":0,\"erased\":0}".formatted(PICTURES));
            assertThat(client.get("/actuator/gallery").json().get("inIndex").asInt())
                    .isEqualTo(PICTURES);
        }
    }
}
