package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Queries over HTTP. */
@ExtendWith(SharedServer.class)
class QueryIT {
    private final TestClient client;
    private final OwnGallery gallery;

    QueryIT(TestClient client) {
        this.client = client;
        this.gallery = OwnGallery.on(client);
    }

    @Test
    void theRightPersonComesFirst() {
        for (int person = 0; person < 12; person++) {
            for (int shot = 0; shot < 3; shot++) {
                gallery.enrol("p" + person, String.valueOf(shot), Pictures.png(person, shot));
            }
        }

        JsonNode answer = gallery.query(Pictures.jpeg(5, 9));

        assertThat(answer.get("modelId").asString()).isEqualTo("demo");
        assertThat(answer.get("gallery").asString()).isEqualTo(gallery.name());
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
        gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.enrol("B", "1", Pictures.png(2, 1));

        JsonNode both = client.post(
                        "/query", gallery.probe().image(Pictures.png(1, 1)).image(Pictures.png(2, 1)))
                .json();

        assertThat(both.at("/results/0/score").asDouble()).isEqualTo(1);
        assertThat(both.at("/results/1/score").asDouble()).isEqualTo(1);
    }

    @Test
    void anEmptyGalleryHasNoResults() {
        Reply reply = client.post("/query", gallery.probe().image(Pictures.png(1, 1)));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("results").isArray()).isTrue();
        assertThat(reply.json().get("results")).isEmpty();
    }

    /** A field that comes but once is a list with commas. */
    @Test
    void aCameraWithACommaIsNamedByAFieldThatComesTwice() {
        gallery.enrol("A", "gate, north", Pictures.png(1, 1));
        gallery.enrol("B", "2", Pictures.png(2, 1));
        Parts probe = gallery.probe().with("cameras", "gate, north").with("cameras", "gate, north");

        assertThat(people(probe, Pictures.png(2, 2))).containsExactly("A");
    }

    @Test
    void filtersApplyBeforeTheTopK() {
        gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.enrol("B", "2", Pictures.png(2, 1));
        client.post(
                "/gallery",
                gallery.enrolment("C", "3", "infrared")
                        .with("capturedAt", "2026-11-24T08:00:00Z")
                        .image(Pictures.png(3, 1)));
        byte[] likeA = Pictures.png(1, 2);

        assertThat(people(gallery.probe().with("topK", "1"), likeA)).containsExactly("A");
        assertThat(people(gallery.probe().with("topK", "1").with("cameras", "2, 3"), likeA))
                .hasSize(1)
                .doesNotContain("A");
        assertThat(people(gallery.probe().with("excludeCameras", "1,2"), likeA)).containsExactly("C");
        assertThat(people(gallery.probe().with("excludeSameCamera", "true").with("cameraId", "1"), likeA))
                .containsExactlyInAnyOrder("B", "C");
        assertThat(people(gallery.probe().with("galleryModality", "infrared"), likeA))
                .containsExactly("C");
        assertThat(people(gallery.probe().with("galleryModality", "any"), likeA))
                .hasSize(3);
        assertThat(people(gallery.probe().with("from", "2026-11-24T08:00:00Z"), likeA))
                .containsExactly("C");
        assertThat(people(gallery.probe().with("minScore", "0.95"), likeA)).containsExactly("A");
        assertThat(people(gallery.probe().with("aggregate", "mean").with("rerank", "none"), likeA)
                        .get(0))
                .isEqualTo("A");
    }

    @Test
    void anEnrolledImageIsAProbeToo() {
        String id = gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.enrol("A", "2", Pictures.png(1, 2));
        gallery.enrol("B", "1", Pictures.png(2, 1));

        JsonNode answer =
                client.postJson("/query", """
                        {"imageId":"%s","gallery":"%s","topK":1,"cameras":["1","2"],"excludeSameCamera":true}""".formatted(id, gallery.name())).json();

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
        assertThat(sum).isCloseTo(1, within(1e-5));
    }

    private List<String> people(Parts probe, byte[] picture) {
        List<String> people = new ArrayList<>();
        Reply reply = client.post("/query", probe.image(picture));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        reply.json()
                .get("results")
                .forEach(person -> people.add(person.get("personId").asString()));
        return people;
    }
}
