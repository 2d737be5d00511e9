package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Parts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Vectors as probes, and the ways of ranking people. */
@ExtendWith(SharedServer.class)
class QueryRankingIT {
    private final TestClient client;
    private final OwnGallery gallery;

    QueryRankingIT(TestClient client) {
        this.client = client;
        this.gallery = OwnGallery.on(client);
    }

    @Test
    void anEmbeddingOfAnyLengthIsAProbeToo() {
        gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.enrol("B", "1", Pictures.png(2, 1));
        JsonNode embedding = client.post(
                        "/embeddings", new Parts().with("modality", "visible").image(Pictures.png(1, 1)))
                .json()
                .get("embedding");
        List<Double> tripled = new ArrayList<>();
        embedding.forEach(value -> tripled.add(3 * value.asDouble()));

        JsonNode answer = client.postJson("/query", """
                        {"embedding":%s,"modality":"visible","gallery":"%s"}""".formatted(tripled, gallery.name()))
                .json();

        assertThat(answer.at("/results/0/personId").asString()).isEqualTo("A");
        assertThat(answer.at("/results/0/score").asDouble()).isCloseTo(1, within(1e-5));
        assertThat(answer.at("/took/embedMs").asDouble()).isZero();
    }

    /** The grid's noise cancels out in a mean, so A's is more alike to another picture of A than A's pictures are on average. */
    @Test
    void peopleAreRankedByTheirMeanEmbeddingsOrReRanked() {
        for (int variant = 1; variant <= 4; variant++) {
            gallery.enrol("A", "1", Pictures.png(1, variant));
            gallery.enrol("B", "1", Pictures.png(2, variant));
        }
        byte[] likeA = Pictures.png(1, 9);

        JsonNode byMean = client.post(
                        "/query", gallery.probe().with("aggregate", "centroid").image(likeA))
                .json();
        JsonNode byBest = client.post("/query", gallery.probe().image(likeA)).json();
        JsonNode reRanked = client.post(
                        "/query", gallery.probe().with("rerank", "k-reciprocal").image(likeA))
                .json();

        assertThat(byMean.at("/results/0/personId").asString()).isEqualTo("A");
        assertThat(byMean.at("/results/0/score").asDouble())
                .isGreaterThan(byMean.at("/results/0/images/1/score").asDouble());
        assertThat(reRanked.at("/results/0/personId").asString()).isEqualTo("A");
        assertThat(reRanked.at("/results/0/score")).isEqualTo(byBest.at("/results/0/score"));
    }

    /** Two people by one camera tell little, so all is nearly as assumed: strangers 0 ± 0.2, one person 3 deviations above. */
    @Test
    void calibratedScoresRank() {
        gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.enrol("B", "1", Pictures.png(2, 1));

        JsonNode answer = gallery.query(Pictures.png(1, 2));

        double best = answer.at("/results/0/calibrated").asDouble();
        assertThat(best).isCloseTo(3 * (answer.at("/results/0/score").asDouble() / 0.2 - 1.5), within(1.5));
        assertThat(best).isGreaterThan(answer.at("/results/1/calibrated").asDouble());
        assertThat(answer.at("/results/0/images/0/calibrated").asDouble()).isEqualTo(best);
    }
}
