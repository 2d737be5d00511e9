package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.GridModels;
import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Reply;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
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

    @Test
    @Timeout(300)
    void anActivationGoesOnWhenTheDatabaseIsBack() throws Exception {
        try (KillableDatabase database = KillableDatabase.start(folder.resolve("postgres"));
                TestServer server = TestServer.start(
                        folder,
                        database.place(),
                        ReembeddingJobIT.TwoModels.class,
                        "--vesper.model=grid-a",
                        "--logging.level.root=ERROR")) {
            TestClient client = server.client();
            OwnGallery gallery = OwnGallery.on(client);
            for (int i = 1; i <= 40; i++) {
                gallery.enrol("p" + i, "1", Pictures.png(i, 0));
            }
            CountDownLatch killed = new CountDownLatch(1);
            AtomicInteger pages = new AtomicInteger();
            server.bean(GridModels.class).beforeEmbedding("grid-b", () -> {
                if (pages.incrementAndGet() == 2) {
                    database.kill();
                    killed.countDown();
                }
            });

            client.post("/models/grid-b/activate", "application/json", "");
            killed.await();
            assertThat(client.get("/gallery/stats").status()).isEqualTo(503); // after as long as the activation waits
            database.startAgain();
            JsonNode models = models(client);
            while (models.at("/activation/state").asString().equals("RUNNING")) {
                models = models(client);
            }

            assertThat(models.at("/activation/state").asString())
                    .as(models.toString())
                    .isEqualTo("COMPLETED");
            assertThat(models.get("activeModelId").asString()).isEqualTo("grid-b");
            assertThat(client.get("/actuator/gallery").json().get("inIndex").asInt())
                    .isEqualTo(40);
        }
    }

    private static JsonNode models(TestClient client) {
        Reply reply = client.get("/models");
        while (reply.status() == 503) { // one after another, the broken connections are found out
            reply = client.get("/models");
        }
        return reply.json();
    }
}
