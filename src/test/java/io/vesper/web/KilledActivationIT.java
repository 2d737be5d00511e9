package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A real server process, really killed while it changes its model. */
class KilledActivationIT {
    private static final int PICTURES = 1500;

    @TempDir
    Path folder;

    @Test
    @Timeout(300)
    void theChangeGoesOnAtTheNextStartAndLosesNothing() throws Exception {
        int done;
        try (GridProcess server = GridProcess.start(folder)) {
            TestClient client = server.client();
            enrol(client);
            assertThat(client.post("/models/other/activate", "application/json", "")
                            .status())
                    .isEqualTo(202);
            done = awaitProgress(client);
            assertThat(done).isLessThan(PICTURES);
            enrolLate(client);
            server.kill();
        }

        try (GridProcess server = GridProcess.start(folder)) {
            TestClient client = server.client();
            awaitModel(client, "other");

            JsonNode check = client.get("/actuator/gallery").json();
            assertThat(check.get("modelId").asString()).isEqualTo("other");
            assertThat(check.get("inDatabase").asInt()).isEqualTo(PICTURES + 1);
            assertThat(check.get("inIndex").asInt()).isEqualTo(PICTURES + 1);
            assertThat(check.get("healed").asInt()).isZero();
            assertThat(query(client, PICTURES + 1).at("/results/0/personId").asString())
                    .isEqualTo("late");
        }
    }

    private static void enrol(TestClient client) {
        Archive archive = new Archive();
        for (int i = 1; i <= PICTURES; i++) {
            archive.picture(i + ".png", "p" + i, Pictures.png(i, 0));
        }
        Reply reply = client.post("/jobs/enroll", archive.parts("default"));
        client.get(reply.header("Location") + "/events"); // ends with the job
        assertThat(client.get("/gallery/stats").json().get("images").asInt()).isEqualTo(PICTURES);
    }

    /** Answered by the old model, and for both. */
    private static void enrolLate(TestClient client) {
        Parts late = new Parts()
                .with("cameraId", "1")
                .with("modality", "visible")
                .with("personId", "late")
                .image(Pictures.png(PICTURES + 1, 0));
        Reply reply = client.post("/gallery", late);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(reply.json().at("/images/0/modelId").asString()).isEqualTo("demo");
    }

    private static int awaitProgress(TestClient client) {
        int done = 0;
        while (done == 0) {
            JsonNode activation = client.get("/models").json().get("activation");
            assertThat(activation.get("state").asString()).isEqualTo("RUNNING");
            assertThat(query(client, 1).get("modelId").asString()).isEqualTo("demo");
            done = activation.get("done").asInt();
        }
        return done;
    }

    private static void awaitModel(TestClient client, String modelId) {
        while (!query(client, 1).path("modelId").asString("").equals(modelId)) {
            Thread.onSpinWait();
        }
    }

    private static JsonNode query(TestClient client, int person) {
        return client.post("/query", new Parts().with("modality", "visible").image(Pictures.png(person, 0)))
                .json();
    }
}
