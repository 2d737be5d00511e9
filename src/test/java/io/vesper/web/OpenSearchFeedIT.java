package io.vesper.web;

import static io.vesper.web.ClusteredGallery.await;
import static io.vesper.web.ClusteredGallery.cluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vesper.gallery.GridModels;
import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The indexes in a cluster follow the gallery, whoever feeds them. */
@OnOpenSearch
class OpenSearchFeedIT {
    @TempDir
    Path folder;

    private ClusteredGallery clustered;

    @BeforeEach
    void start() {
        clustered = new ClusteredGallery(folder);
    }

    @AfterEach
    void stop() {
        clustered.close();
    }

    @Test
    void whatIsErasedIsNotFoundFromThenOnAndSoonGoneFromTheIndex() {
        String one = clustered.enrol(1);
        clustered.enrol(2);
        clustered.awaitFound(1);

        clustered.client().delete("/gallery/" + one);

        JsonNode answer = clustered.gallery().query(Pictures.png(1, 0));
        assertThat(answer.get("results").findValuesAsString("personId")).containsExactly("p2");
        await(() -> clustered.documents() == 1);
    }

    @Test
    void aNewGalleryIsNotSaidToBeSearchedBeforeItIs() {
        Reply reply;
        String enrolled = clustered.enrol(1);
        TestClient client = clustered.client();
        long sequence =
                client.get("/gallery/" + enrolled).json().path("sequence").asLong(1);
        do {
            reply = client.post("/query", clustered.gallery().probe().image(Pictures.png(1, 0)));
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        } while (reply.json().get("indexedThrough").asLong() < sequence);

        assertThat(reply.json().at("/results/0/personId").asString()).isEqualTo("p1");
    }

    @Test
    void aGalleryThatWasSearchedWhileItWasEmptyIsCalibratedByWhatItHasNow() {
        clustered.gallery().query(Pictures.png(1, 0));
        for (int person = 1; person <= 20; person++) {
            clustered.enrol(person);
            clustered.gallery().enrol("p" + person, "2", Pictures.png(person, 1));
        }
        ClusterServers.awaitIndexed(clustered.client(), 40);

        JsonNode first = clustered.gallery().query(Pictures.png(1, 0)).at("/results/0/calibrated");

        assertThat(clustered.gallery().query(Pictures.png(1, 0)).at("/results/0/calibrated"))
                .isEqualTo(first);
        try (TestServer memory = clustered.startWithoutCluster()) {
            OwnGallery same = new OwnGallery(clustered.gallery().name(), memory.client());
            assertThat(same.query(Pictures.png(1, 0))
                            .at("/results/0/calibrated")
                            .asDouble())
                    .isCloseTo(first.asDouble(), within(1e-4));
        }
    }

    @Test
    void theIndexOfAGalleryThatWasErasedIsDeleted() {
        clustered.enrol(1);
        clustered.awaitFound(1);

        Reply erased =
                clustered.client().delete("/galleries/" + clustered.gallery().name());
        assertThat(erased.status()).isEqualTo(204);

        assertThat(clustered.gallery().query(Pictures.png(1, 0)).get("results")).isEmpty();
        await(() -> clustered.documents() == 0 && clustered.indexes() == 0);
        clustered.enrol(2);
        clustered.awaitFound(2);
    }

    @Test
    void newNamesAreFoundAtOnceAndFilteredBySoon() {
        String image = clustered.enrol(1);
        clustered.awaitFound(1);

        clustered.gallery().patch(image, "{\"personId\":\"renamed\",\"cameraId\":\"9\"}");

        assertThat(clustered.best(1)).isEqualTo("renamed");
        await(() -> clustered
                        .client()
                        .post(
                                "/query",
                                clustered.gallery().probe().with("cameras", "9").image(Pictures.png(1, 0)))
                        .json()
                        .get("results")
                        .size()
                == 1);
    }

    @Test
    void anImageThatIsRefusedHoldsUpNoOther() {
        clustered.enrol(9);
        clustered.awaitFound(9);
        String pipeline = clustered.prefix();
        cluster("PUT", "/_ingest/pipeline/" + pipeline, """
                {"processors": [{"fail": {"if": "ctx.camera == 'poison'", "message": "poisoned"}}]}""");
        String settings = "/" + clustered.index() + "/_settings";
        cluster("PUT", settings, "{\"index.default_pipeline\":\"%s\"}".formatted(pipeline));

        clustered.gallery().enrol("p1", "poison", Pictures.png(1, 0));
        clustered.enrol(2);

        clustered.awaitFound(2);
        await(() -> metrics().contains("vesper_gallery_feed_refused 1.0"));
        cluster("PUT", settings, "{\"index.default_pipeline\":null}");
        clustered.awaitFound(1);
        await(() -> metrics().contains("vesper_gallery_feed_refused 0.0"));
    }

    private String metrics() {
        return clustered.client().get("/actuator/prometheus").text();
    }

    @Test
    void anotherModelTakesOverWithItsOwnIndexes() {
        clustered.enrol(1);
        clustered.awaitFound(1);

        AtomicBoolean isFirst = new AtomicBoolean(true);
        clustered.server().bean(GridModels.class).beforeEmbedding("grid-b", () -> {
            if (isFirst.getAndSet(false)) {
                clustered.enrol(4); // while the new model embeds the gallery
            }
        });
        clustered.client().postJson("/models/grid-b/activate", "");
        await(() -> clustered
                .client()
                .get("/models")
                .json()
                .get("activeModelId")
                .asString()
                .equals("grid-b"));

        JsonNode answer = clustered.gallery().query(Pictures.png(1, 0));
        assertThat(answer.get("modelId").asString()).isEqualTo("grid-b");
        assertThat(answer.at("/results/0/personId").asString()).isEqualTo("p1");
        clustered.awaitFound(4);
        clustered.enrol(2);
        clustered.awaitFound(2);

        assertThat(clustered.indexes()).isEqualTo(2);
        clustered
                .sql()
                .sql("UPDATE index_feed SET leased_at = leased_at - INTERVAL '1' HOUR WHERE model_id = 'grid-a'")
                .update();
        await(() -> clustered.indexes() == 1);
        clustered.awaitFound(1, 2, 4);
    }

    @Test
    void whatIsEnrolledWhileNobodyFeedsIsFoundAfterTheNextStart() {
        clustered.enrol(1);
        clustered.awaitFound(1);
        clustered.server().close();
        try (TestServer withoutCluster = clustered.startWithoutCluster()) {
            new OwnGallery(clustered.gallery().name(), withoutCluster.client()).enrol("p2", "1", Pictures.png(2, 0));
        }

        clustered.restart();

        clustered.awaitFound(2, 1);
    }

    @Test
    void onlyOneOfTwoServersFeedsAndTheOtherTakesOver() {
        clustered.enrol(1);
        clustered.awaitFound(1);
        try (TestServer other = clustered.startAnother("two")) {
            OwnGallery same = new OwnGallery(clustered.gallery().name(), other.client());
            List<String> before = clustered.owners();
            assertThat(before).hasSize(1);

            clustered.server().close();

            same.enrol("p2", "1", Pictures.png(2, 0));
            await(() -> same.query(Pictures.png(2, 0))
                    .at("/results/0/personId")
                    .asString()
                    .equals("p2"));
            assertThat(other.bean(JdbcClient.class)
                            .sql("SELECT CAST(owner AS TEXT) FROM index_feed")
                            .query(String.class)
                            .list())
                    .isNotEqualTo(before);
        }
    }
}
