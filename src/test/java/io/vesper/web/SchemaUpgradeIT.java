package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.job.JobQueue;
import io.vesper.store.SchemaSnapshot;
import io.vesper.store.TestDatabase;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.TestConfiguration;
import tools.jackson.databind.JsonNode;

/**
 * What a server of the schema before this one has kept, served by the server of today. {@code /upgrade/schema-8.json.gz} was written by
 * {@link SchemaSnapshot#main} from the H2 file of such a server, which had enrolled, corrected, merged, erased, trained and evaluated.
 */
class SchemaUpgradeIT {
    private static final SchemaSnapshot BEFORE = SchemaSnapshot.of("/upgrade/schema-8.json.gz");
    private static final String ADMIN =
            "vsp_eada527e77d7927d_8b74fa5a058aeede5e1b8d4018168b7c5f2469c4ca67433fbe6add13fc950a35";
    private static final String DESK =
            "vsp_5a34b6e57729341c_709a6c82859117151b4947241e021709aa0a3c65c13214fc124030ee37b160ee";
    private static final String REVOKED =
            "vsp_4ff75e00357d8087_6331b7d0b2956b960dc48bd97024cf6acbad65c8ca1dc70739072f96066e79b8";

    @TempDir
    static Path folder;

    private static TestServer server;
    private static TestClient client;

    @TestConfiguration(proxyBeanMethods = false)
    static class Nothing {}

    @BeforeAll
    static void upgrade() throws IOException {
        JarInstallation.in(folder);
        TestDatabase database = TestDatabase.at(folder.resolve("vesper"));
        BEFORE.restore(database);
        server = TestServer.start(folder, database, Nothing.class);
        client = server.client().withKey(ADMIN);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<String> before(String table, String column) {
        SchemaSnapshot.Table rows = BEFORE.table(table);
        int place = List.copyOf(rows.types().keySet()).indexOf(column);
        return rows.rows().stream().map(row -> row.get(place)).toList();
    }

    @Test
    void everyImageIsThereAndIsFoundByItsPicture() {
        List<String> images = before("gallery_picture", "IMAGE_ID");
        List<String> pictures = before("gallery_picture", "PICTURE");
        assertThat(images).hasSize(7);
        for (int i = 0; i < images.size(); i++) {
            byte[] picture = Base64.getDecoder().decode(pictures.get(i));
            JsonNode image = client.get("/gallery/" + images.get(i)).json();
            assertThat(client.get("/gallery/" + images.get(i) + "/image").bytes())
                    .isEqualTo(picture);
            JsonNode answer = client.post(
                            "/query",
                            new Parts()
                                    .with("modality", image.get("modality").asString())
                                    .with(
                                            "galleryModality",
                                            image.get("modality").asString())
                                    .image(picture))
                    .json();
            assertThat(answer.at("/results/0/images/0/imageId").asString()).isEqualTo(images.get(i));
            assertThat(answer.at("/results/0/images/0/score").asDouble()).isGreaterThan(0.999);
        }
        assertThat(client.get("/actuator/gallery").json().get("healed").asInt()).isZero();
    }

    @Test
    void peopleAndGalleriesAreAsTheyWere() {
        JsonNode people = client.get("/people").json().get("people");
        assertThat(people)
                .extracting(person -> person.get("personId").asString())
                .containsExactlyInAnyOrder("ann", "ben", "p0005", "p0006");
        assertThat(client.get("/galleries/default").json().get("timeToLive").asString())
                .isEqualTo("P36500D");
        assertThat(client.get("/galleries/default/cameras")
                        .json()
                        .at("/cameras/0/location")
                        .asString())
                .isEqualTo("north");
    }

    @Test
    void keysMayWhatTheyMight() {
        assertThat(server.client().get("/gallery").status()).isEqualTo(401);
        assertThat(server.client().withKey(REVOKED).get("/gallery").status()).isEqualTo(401);
        assertThat(server.client().withKey(DESK).get("/gallery").status()).isEqualTo(200);
        assertThat(server.client().withKey(DESK).delete("/people/nobody").status())
                .isEqualTo(403);
        assertThat(client.get("/audit?limit=1000").json().get("entries").size())
                .isGreaterThanOrEqualTo(BEFORE.table("audit_entry").rows().size());
    }

    @Test
    void jobsShowWhatCameOfThem() {
        for (JsonNode job : client.get("/jobs").json().get("jobs")) {
            assertThat(job.get("status").asString()).isEqualTo("COMPLETED");
        }
        assertThat(client.get("/jobs").json().get("jobs").size()).isEqualTo(3);
        String enrolment = before("enrolment_item", "JOB_ID").get(0);
        assertThat(client.get("/jobs/" + enrolment + "/items").json().get("items"))
                .extracting(item -> item.get("outcome").asString())
                .containsExactly("ENROLLED", "ENROLLED", "REFUSED");
        String reported = before("job_report", "JOB_ID").get(0);
        assertThat(client.get("/jobs/" + reported + "/report").bytes())
                .isEqualTo(
                        Base64.getDecoder().decode(before("job_report", "PAGE").get(0)));
    }

    @Test
    void itIsKnownByWhichKeyEachJobWasSubmitted() {
        List<String> actions = before("audit_entry", "ACTION");
        List<String> subjects = before("audit_entry", "SUBJECT");
        List<String> keys = before("audit_entry", "KEY_ID");
        Map<String, String> submitters = new HashMap<>();
        for (int i = 0; i < actions.size(); i++) {
            if (actions.get(i).equals("JOB_SUBMITTED")) {
                submitters.put(subjects.get(i), keys.get(i));
            }
        }
        assertThat(submitters).hasSize(3);
        submitters.forEach((job, key) ->
                assertThat(server.bean(JobQueue.class).submitter(job)).as(job).isEqualTo(key));
    }

    @Test
    void newImagesAndJobsAreNumberedOn() {
        Reply reply = client.post(
                "/gallery",
                new Parts()
                        .with("cameraId", "new")
                        .with("modality", "visible")
                        .with("gallery", "other")
                        .image(Pictures.png(1, 0)));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        long youngest = before("gallery_image", "SEQUENCE").stream()
                .mapToLong(Long::parseLong)
                .max()
                .orElseThrow();
        awaitIndexedThrough(youngest + 1);
        assertThat(client.delete("/galleries/other").status()).isEqualTo(204);
    }

    /** Where other processes may be on the database, that follows soon after. */
    private static void awaitIndexedThrough(long sequence) {
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        while (client.get("/gallery/stats").json().at("/index/indexedThrough").asLong() < sequence) {
            assertThat(Instant.now()).as("time is over").isBefore(end);
        }
    }
}
