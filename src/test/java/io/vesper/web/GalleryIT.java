package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The gallery and the query over HTTP; every test has a gallery of its own. */
class GalleryIT {
    @TempDir
    static Path folder;

    private static TestServer server;
    private static TestClient client;

    private final String gallery = "g-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        server = TestServer.start(folder, GridModelsConfiguration.class);
        client = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void anEnrolledImageIsShownWithAllItsLabels() {
        Reply reply = client.post(
                "/gallery",
                enrolment("Zoë 7", "Tür 1", "infrared")
                        .with("capturedAt", "2026-11-24T09:15:00.123456+01:00")
                        .with("attributes", "{\"site\":\"north gate\"}")
                        .image(Pictures.jpeg(1, 1)));

        assertThat(reply.status()).isEqualTo(201);
        JsonNode image = reply.json().at("/images/0");
        assertThat(image.get("created").booleanValue()).isTrue();
        assertThat(image.get("modelId").asString()).isEqualTo("demo");
        JsonNode shown =
                client.get("/gallery/" + image.get("imageId").asString()).json();
        for (JsonNode view : List.of(image, shown)) {
            assertThat(view.get("gallery").asString()).isEqualTo(gallery);
            assertThat(view.get("personId").asString()).isEqualTo("Zoë 7");
            assertThat(view.get("cameraId").asString()).isEqualTo("Tür 1");
            assertThat(view.get("modality").asString()).isEqualTo("infrared");
            assertThat(view.get("capturedAt").asString()).isEqualTo("2026-11-24T08:15:00.123456Z");
        }
        assertThat(shown.at("/attributes/site").asString()).isEqualTo("north gate");
        assertThat(shown.get("contentType").asString()).isEqualTo("image/jpeg");
    }

    @Test
    void thePictureComesBackByteForByte() {
        for (byte[] picture : List.of(Pictures.jpeg(2, 1), Pictures.png(2, 1), Pictures.bmp(2, 1))) {
            Reply reply = client.get("/gallery/" + enrol("A", "1", picture) + "/image");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.bytes()).isEqualTo(picture);
            assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(reply.header("Cache-Control")).isEqualTo("private");
        }
        assertThat(client.get("/gallery/" + enrol("B", "1", Pictures.png(2, 1)) + "/image")
                        .header("Content-Type"))
                .isEqualTo("image/png");
    }

    @Test
    void aPersonMayBeUnidentified() {
        Reply reply = client.post(
                "/gallery",
                new Parts()
                        .with("gallery", gallery)
                        .with("cameraId", "1")
                        .with("modality", "visible")
                        .with("personId", "")
                        .image(Pictures.png(1, 1)));

        assertThat(reply.json().at("/images/0/personId").isNull()).isTrue();
    }

    @Test
    void theSamePictureAgainIsAnswered200WithTheFirstImage() {
        Reply first = client.post("/gallery", enrolment("A", "1", "visible").image(Pictures.png(1, 1)));
        Reply again = client.post("/gallery", enrolment("A", "1", "visible").image(Pictures.png(1, 1)));
        Reply partly = client.post(
                "/gallery",
                enrolment("A", "1", "visible").image(Pictures.png(1, 1)).image(Pictures.png(1, 2)));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().at("/images/0/created").booleanValue()).isFalse();
        assertThat(again.json().at("/images/0/imageId")).isEqualTo(first.json().at("/images/0/imageId"));
        assertThat(partly.status()).isEqualTo(201);
        assertThat(partly.json().at("/images/0/created").booleanValue()).isFalse();
        assertThat(partly.json().at("/images/1/created").booleanValue()).isTrue();
    }

    @Test
    void sixtyFourPicturesAreEnrolledAtOnce() {
        Parts parts = enrolment("A", "1", "visible")
                .with("capturedAt", "2026-11-24T08:15:00Z")
                .with("attributes", "{}");
        for (int shot = 0; shot < 64; shot++) {
            parts.image(Pictures.png(1, shot));
        }

        Reply reply = client.post("/gallery", parts);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().get("images").size()).isEqualTo(64);
    }

    @Test
    void aListingIsPagedToItsEnd() {
        List<String> enrolled = new ArrayList<>();
        for (int shot = 0; shot < 7; shot++) {
            enrolled.add(enrol("A", "1", Pictures.png(1, shot)));
        }
        enrol("B", "1", Pictures.png(2, 1));

        List<String> listed = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page = client.get("/gallery?gallery=" + gallery + "&personId=A&cameraId=&limit=3&cursor=" + cursor)
                    .json();
            page.get("images").forEach(image -> listed.add(image.get("imageId").asString()));
            cursor = page.get("nextCursor").isNull()
                    ? null
                    : page.get("nextCursor").asString();
            pages++;
        } while (cursor != null);

        assertThat(listed).isEqualTo(enrolled);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void aListingIsFilteredByTime() {
        client.post(
                "/gallery",
                enrolment("A", "1", "visible")
                        .with("capturedAt", "2026-11-24T08:00:00Z")
                        .image(Pictures.png(1, 1)));
        client.post(
                "/gallery",
                enrolment("A", "1", "visible")
                        .with("capturedAt", "2026-11-24T09:00:00Z")
                        .image(Pictures.png(1, 2)));
        enrol("A", "1", Pictures.png(1, 3));

        JsonNode page = client.get("/gallery?gallery=" + gallery + "&from=2026-11-24T08:00:00Z&to=2026-11-24T09:00:00Z")
                .json();

        assertThat(page.get("images").size()).isEqualTo(1);
        assertThat(page.at("/images/0/capturedAt").asString()).isEqualTo("2026-11-24T08:00:00Z");
    }

    @Test
    void aDeletedImageIsGone() {
        String id = enrol("A", "1", Pictures.png(1, 1));

        Reply deleted = client.delete("/gallery/" + id);

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.bytes()).isEmpty();
        assertThat(client.get("/gallery/" + id).status()).isEqualTo(404);
        assertThat(client.get("/gallery/" + id + "/image").status()).isEqualTo(404);
        assertThat(client.delete("/gallery/" + id).status()).isEqualTo(404);
        assertThat(query(Pictures.png(1, 1)).get("results")).isEmpty();
    }

    @Test
    void statsCountThisGallery() {
        enrol("A", "1", Pictures.png(1, 1));
        enrol("B", "1", Pictures.png(2, 1));
        enrol("B", "2", Pictures.png(2, 2));

        JsonNode stats = client.get("/gallery/stats").json();

        List<String> counts = new ArrayList<>();
        stats.get("counts").forEach(count -> {
            if (count.get("gallery").asString().equals(gallery)) {
                counts.add(count.get("cameraId").asString() + ":"
                        + count.get("images").asInt() + ":"
                        + count.get("people").asInt());
            }
        });
        assertThat(counts).containsExactly("1:2:2", "2:1:1");
        assertThat(stats.at("/index/kind").asString()).isEqualTo("exact");
        assertThat(stats.at("/index/modelId").asString()).isEqualTo("demo");
        assertThat(stats.at("/index/size").asLong())
                .isEqualTo(stats.get("images").asLong());
        assertThat(stats.at("/index/indexedThrough").asLong()).isPositive();
    }

    @Test
    void theRightPersonComesFirst() {
        for (int person = 0; person < 12; person++) {
            for (int shot = 0; shot < 3; shot++) {
                enrol("p" + person, String.valueOf(shot), Pictures.png(person, shot));
            }
        }

        JsonNode answer = query(Pictures.jpeg(5, 9));

        assertThat(answer.get("modelId").asString()).isEqualTo("demo");
        assertThat(answer.get("gallery").asString()).isEqualTo(gallery);
        assertThat(answer.get("indexedThrough").asLong()).isPositive();
        assertThat(answer.at("/took/decodeMs").isNumber()).isTrue();
        assertThat(answer.at("/took/embedMs").isNumber()).isTrue();
        assertThat(answer.at("/took/searchMs").isNumber()).isTrue();
        assertThat(answer.get("results").size()).isEqualTo(10);
        JsonNode best = answer.at("/results/0");
        assertThat(best.get("rank").asInt()).isEqualTo(1);
        assertThat(best.get("personId").asString()).isEqualTo("p5");
        assertThat(best.get("images").size()).isEqualTo(3);
        assertThat(best.get("score")).isEqualTo(best.at("/images/0/score"));
        assertThat(client.get(best.at("/images/0/href").asString()).status()).isEqualTo(200);
    }

    @Test
    void severalPicturesOfOnePersonAreOneQuery() {
        enrol("A", "1", Pictures.png(1, 1));
        enrol("B", "1", Pictures.png(2, 1));

        JsonNode both = client.post("/query", probe().image(Pictures.png(1, 1)).image(Pictures.png(2, 1)))
                .json();

        assertThat(both.at("/results/0/score").asDouble()).isEqualTo(1);
        assertThat(both.at("/results/1/score").asDouble()).isEqualTo(1);
    }

    @Test
    void anEmptyGalleryHasNoResults() {
        Reply reply = client.post("/query", probe().image(Pictures.png(1, 1)));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("results").isArray()).isTrue();
        assertThat(reply.json().get("results")).isEmpty();
    }

    @Test
    void filtersApplyBeforeTheTopK() {
        enrol("A", "1", Pictures.png(1, 1));
        enrol("B", "2", Pictures.png(2, 1));
        client.post(
                "/gallery",
                enrolment("C", "3", "infrared")
                        .with("capturedAt", "2026-11-24T08:00:00Z")
                        .image(Pictures.png(3, 1)));
        byte[] likeA = Pictures.png(1, 2);

        assertThat(people(probe().with("topK", "1"), likeA)).containsExactly("A");
        assertThat(people(probe().with("topK", "1").with("cameras", "2, 3"), likeA))
                .hasSize(1)
                .doesNotContain("A");
        assertThat(people(probe().with("excludeCameras", "1,2"), likeA)).containsExactly("C");
        assertThat(people(probe().with("excludeSameCamera", "true").with("cameraId", "1"), likeA))
                .containsExactlyInAnyOrder("B", "C");
        assertThat(people(probe().with("galleryModality", "infrared"), likeA)).containsExactly("C");
        assertThat(people(probe().with("galleryModality", "any"), likeA)).hasSize(3);
        assertThat(people(probe().with("from", "2026-11-24T08:00:00Z"), likeA)).containsExactly("C");
        assertThat(people(probe().with("minScore", "0.95"), likeA)).containsExactly("A");
        assertThat(people(probe().with("aggregate", "mean").with("rerank", "none"), likeA)
                        .get(0))
                .isEqualTo("A");
    }

    @Test
    void anEnrolledImageIsAProbeToo() {
        String id = enrol("A", "1", Pictures.png(1, 1));
        enrol("A", "2", Pictures.png(1, 2));
        enrol("B", "1", Pictures.png(2, 1));

        JsonNode answer = client.postJson("/query", """
                        {"imageId":"%s","gallery":"%s","topK":1,"cameras":["1","2"],"excludeSameCamera":true}""".formatted(id, gallery)).json();

        assertThat(answer.get("results").size()).isEqualTo(1);
        assertThat(answer.at("/results/0/personId").asString()).isEqualTo("A");
        assertThat(answer.at("/results/0/images/0/cameraId").asString()).isEqualTo("2");
    }

    @Test
    void aPictureIsEmbeddedAsAUnitVector() {
        JsonNode answer = client.post(
                        "/embeddings", new Parts().with("modality", "visible").image(Pictures.png(1, 1)))
                .json();

        double sum = 0;
        for (JsonNode value : answer.get("embedding")) {
            sum += value.asDouble() * value.asDouble();
        }
        assertThat(answer.get("modelId").asString()).isEqualTo("demo");
        assertThat(answer.get("embedding").size())
                .isEqualTo(answer.get("dimension").asInt());
        assertThat(sum).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-5));
    }

    @Test
    void timersAndGaugesAreExposed() {
        enrol("A", "1", Pictures.png(1, 1));
        query(Pictures.png(1, 1));

        String metrics = client.get("/actuator/prometheus").text();

        assertThat(metrics)
                .contains("vesper_decode_seconds_bucket", "vesper_embed_seconds_bucket", "vesper_search_seconds_bucket")
                .containsPattern("vesper_index_size [1-9]");
    }

    @Test
    void aServerWithAModelIsReady() {
        assertThat(client.get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(client.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(client.get("/actuator/health")
                        .json()
                        .at("/components/gallery/details/modelId")
                        .asString())
                .isEqualTo("demo");
    }

    private Parts enrolment(String person, String camera, String modality) {
        return new Parts()
                .with("gallery", gallery)
                .with("personId", person)
                .with("cameraId", camera)
                .with("modality", modality);
    }

    private String enrol(String person, String camera, byte[] picture) {
        Reply reply =
                client.post("/gallery", enrolment(person, camera, "visible").image(picture));
        assertThat(reply.status()).isEqualTo(201);
        return reply.json().at("/images/0/imageId").asString();
    }

    private Parts probe() {
        return new Parts().with("gallery", gallery).with("modality", "visible");
    }

    private JsonNode query(byte[] picture) {
        return client.post("/query", probe().image(picture)).json();
    }

    private static List<String> people(Parts probe, byte[] picture) {
        List<String> people = new ArrayList<>();
        Reply reply = client.post("/query", probe.image(picture));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        reply.json()
                .get("results")
                .forEach(person -> people.add(person.get("personId").asString()));
        return people;
    }
}
