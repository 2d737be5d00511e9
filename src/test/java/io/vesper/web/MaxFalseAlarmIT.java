package io.vesper.web;

import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Queries that would rather find nobody than a stranger; the thresholds are those of {@link GridModelsConfiguration}. */
@ExtendWith(SharedServer.class)
class MaxFalseAlarmIT {
    private static final byte[] LIKE_A = Pictures.png(1, 9);
    private static final byte[] STRANGER = Pictures.png(50, 1);

    private final TestClient client;
    private final OwnGallery gallery;

    MaxFalseAlarmIT(TestClient client) {
        this.client = client;
        this.gallery = OwnGallery.on(client);
    }

    @BeforeEach
    void enrolByDay() {
        for (int shot = 1; shot <= 3; shot++) {
            gallery.enrol("A", "1", Pictures.png(1, shot));
            gallery.enrol("B", "1", Pictures.png(2, shot));
        }
    }

    @ParameterizedTest
    @CsvSource({"max, none", "mean, none", "centroid, none", "max, k-reciprocal", "mean, k-reciprocal"})
    void aStrangersQueryIsAnsweredWithNobodyAndAnEnrolledPersonsWithThePerson(String aggregate, String rerank) {
        Parts stranger = limited("0.01").with("aggregate", aggregate).with("rerank", rerank);
        Parts known = limited("0.01").with("aggregate", aggregate).with("rerank", rerank);

        assertThat(people(answer(gallery.probe().image(STRANGER)))).hasSize(2);
        assertThat(people(answer(stranger.image(STRANGER)))).isEmpty();
        assertThat(people(answer(known.image(LIKE_A)))).containsExactly("A");
    }

    @Test
    void theHighestRateThatIsNotAboveTheLimitGivesTheThreshold() {
        JsonNode seldom = answer(limited("0.05").image(LIKE_A)).get("thresholds");
        JsonNode often = answer(limited("1").image(LIKE_A)).get("thresholds");

        assertThat(seldom.toString())
                .isEqualTo(
                        "[{\"probeModality\":\"visible\",\"galleryModality\":\"visible\",\"falseAcceptRate\":0.01,\"threshold\":0.95,\"falseRejectRate\":0.25}]");
        assertThat(often.at("/0/threshold").asDouble()).isEqualTo(0.5);
        assertThat(answer(gallery.probe().image(LIKE_A)).get("thresholds")).isEmpty();
    }

    /** A at night looks as by day, and B too; the pair visible-infrared asks for 0.6, visible-visible for 0.5. */
    @Test
    void everyImageMustReachTheThresholdOfItsOwnPair() {
        gallery.client()
                .post("/gallery", gallery.enrolment("A", "3", "infrared").image(Pictures.png(1, 4)));

        JsonNode answer = answer(
                gallery.probe().with("maxFalseAlarm", "0.1").with("topK", "1").image(LIKE_A));

        assertThat(answer.get("thresholds")).hasSize(2);
        assertThat(answer.at("/thresholds/1/galleryModality").asString()).isEqualTo("infrared");
        assertThat(answer.at("/thresholds/1/threshold").asDouble()).isEqualTo(0.6);
        answer.at("/results/0/images")
                .forEach(image -> assertThat(image.get("score").asDouble())
                        .isGreaterThanOrEqualTo(image.get("modality").asString().equals("visible") ? 0.5 : 0.6));
    }

    @Test
    void theHigherOfLimitAndMinScoreHolds() {
        assertThat(people(answer(limited("0.1").with("minScore", "0.9999").image(LIKE_A))))
                .isEmpty();
        assertThat(people(answer(limited("0.01").with("minScore", "-1").image(STRANGER))))
                .isEmpty();
    }

    @Test
    void enrolledImagesAndVectorsHaveALimitToo() {
        String id = gallery.enrol("C", "2", STRANGER);
        JsonNode vector = client.post(
                        "/embeddings", new Parts().with("modality", "visible").image(LIKE_A))
                .json()
                .get("embedding");
        String limit =
                "\"gallery\":\"%s\",\"galleryModality\":\"visible\",\"maxFalseAlarm\":0.01".formatted(gallery.name());

        Reply byImage = client.postJson("/query", "{\"imageId\":\"%s\",%s}".formatted(id, limit));
        Reply byVector =
                client.postJson("/query", "{\"embedding\":%s,\"modality\":\"visible\",%s}".formatted(vector, limit));

        assertThat(people(byImage.json())).isEmpty();
        assertThat(people(byVector.json())).containsExactly("A");
    }

    @Test
    void aLimitWithoutAThresholdIsAConflictThatNamesTheRatesThereAre() {
        assertProblem(
                client.post("/query", limited("0.001").image(LIKE_A)),
                409,
                "maxFalseAlarm",
                "(0.001) between visible-visible pictures, only for [0.1, 0.01]");
        assertProblem(
                client.post(
                        "/query",
                        new Parts()
                                .with("gallery", gallery.name())
                                .with("modality", "infrared")
                                .with("maxFalseAlarm", "0.1")
                                .image(LIKE_A)),
                409,
                "maxFalseAlarm",
                "between infrared-infrared pictures, only for []. Maybe choose one of these, or a galleryModality");
    }

    private Parts limited(String limit) {
        return gallery.probe().with("galleryModality", "visible").with("maxFalseAlarm", limit);
    }

    private JsonNode answer(Parts probe) {
        Reply reply = client.post("/query", probe);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private static List<String> people(JsonNode answer) {
        List<String> people = new ArrayList<>();
        answer.get("results")
                .forEach(person -> people.add(person.get("personId").asString()));
        return people;
    }
}
