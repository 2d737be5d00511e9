package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A real server process, really killed in the middle of an enrolment job. */
class KilledEnrolmentIT {
    private static final int PICTURES = 1500;
    private static final int KILLS = 2;

    @TempDir
    Path folder;

    @Test
    @Timeout(300)
    void theJobGoesOnAndEachPictureIsEnrolledOnce() throws Exception {
        Archive archive = new Archive();
        for (int i = 1; i <= PICTURES; i++) {
            archive.picture(i + ".png", "p" + i, Pictures.png(i, 0));
        }
        String job = "";
        int doneBefore = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            try (GridProcess server = GridProcess.start(folder)) {
                if (kill == 0) {
                    Reply reply = server.client().post("/jobs/enroll", archive.parts("default"));
                    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
                    job = reply.header("Location");
                }
                int done = JobProgressEvents.await(server.client(), job, doneBefore);
                server.kill();
                assertThat(done).isBetween(doneBefore + 1, PICTURES - 1);
                doneBefore = done;
            }
        }

        try (GridProcess server = GridProcess.start(folder)) {
            server.client().get(job + "/events");
            assertThat(server.client().get(job).json().get("result").toString())
                    .isEqualTo("{\"enrolled\":%d,\"alreadyThere\":0,\"refused\":0,\"erased\":0}".formatted(PICTURES));
            assertEachPictureIsThereOnce(server.client(), job);
        }
    }

    private static void assertEachPictureIsThereOnce(TestClient client, String job) {
        List<String> files = new ArrayList<>();
        Set<String> images = new HashSet<>();
        String cursor = "";
        while (!cursor.equals("null")) {
            JsonNode page = client.get(job + "/items?limit=1000" + cursor).json();
            page.get("items").forEach(item -> {
                files.add(item.get("file").asString());
                images.add(item.get("imageId").asString());
            });
            cursor = page.get("nextCursor").isNull()
                    ? "null"
                    : "&cursor=" + page.get("nextCursor").asString();
        }
        assertThat(files).hasSize(PICTURES).doesNotHaveDuplicates();
        assertThat(images).hasSize(PICTURES);
        JsonNode stats = client.get("/gallery/stats").json();
        assertThat(stats.get("images").asInt()).isEqualTo(PICTURES);
        assertThat(stats.at("/index/size").asInt()).isEqualTo(PICTURES);
    }
}
