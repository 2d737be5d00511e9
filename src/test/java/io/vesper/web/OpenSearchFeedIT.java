package io.vesper.web;

import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.GridModels;
import io.vesper.gallery.Pictures;
import io.vesper.serving.IndexCheck;
import io.vesper.store.TestDatabase;
import io.vesper.web.TestClient.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The indexes in a cluster follow the gallery, whatever happens to either. */
@OnOpenSearch
class OpenSearchFeedIT {
    @TempDir
    Path folder;

    private final String prefix = ClusterServers.ownPrefix();
    private TestDatabase database;
    private TestServer server;
    private TestClient client;
    private OwnGallery gallery;

    @TestConfiguration(proxyBeanMethods = false)
    static class TwoModels {
        @Bean
        @Primary
        GridModels twoModels() {
            return GridModels.twoModels();
        }
    }

    @BeforeEach
    void start() {
        database = TestDatabase.at(folder.resolve("vesper"));
        server = start("one");
        client = server.client();
        gallery = OwnGallery.on(client);
    }

    private TestServer start(String name) {
        return TestServer.start(
                folder.resolve(name),
                database,
                TwoModels.class,
                ClusterServers.arguments(
                        prefix, "--vesper.model=grid-a", "--vesper.gallery.opensearch.retry-interval=500ms"));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        cluster("DELETE", "/" + prefix + "-*", null);
    }

    @Test
    void whatIsErasedIsNotFoundFromThenOnAndSoonGoneFromTheIndex() throws Exception {
        String one = gallery.enrol("p1", "1", Pictures.png(1, 0));
        gallery.enrol("p2", "1", Pictures.png(2, 0));
        await(() -> best(1).equals("p1"));

        client.delete("/gallery/" + one);

        assertThat(gallery.query(Pictures.png(1, 0)).get("results").findValuesAsString("personId"))
                .containsExactly("p2");
        await(() -> documents() == 1);
    }

    @Test
    void aNewGalleryIsNotSaidToBeSearchedBeforeItIs() {
        Reply reply;
        String enrolled = gallery.enrol("p1", "1", Pictures.png(1, 0));
        long sequence =
                client.get("/gallery/" + enrolled).json().path("sequence").asLong(1);
        do {
            reply = client.post("/query", gallery.probe().image(Pictures.png(1, 0)));
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        } while (reply.json().get("indexedThrough").asLong() < sequence);

        assertThat(reply.json().at("/results/0/personId").asString()).isEqualTo("p1");
    }

    @Test
    void theIndexOfAGalleryThatWasErasedIsDeleted() {
        gallery.enrol("p1", "1", Pictures.png(1, 0));
        await(() -> best(1).equals("p1"));

        assertThat(client.delete("/galleries/" + gallery.name()).status()).isEqualTo(204);

        assertThat(gallery.query(Pictures.png(1, 0)).get("results")).isEmpty();
        await(() -> documents() == 0 && indexes() == 0);
        gallery.enrol("p2", "1", Pictures.png(2, 0));
        await(() -> best(2).equals("p2"));
    }

    private int indexes() {
        return cluster("GET", "/" + prefix + "-*/_alias", null).size();
    }

    @Test
    void newNamesAreFoundAtOnceAndFilteredBySoon() {
        String image = gallery.enrol("p1", "1", Pictures.png(1, 0));
        await(() -> best(1).equals("p1"));

        gallery.patch(image, "{\"personId\":\"renamed\",\"cameraId\":\"9\"}");

        assertThat(best(1)).isEqualTo("renamed");
        await(() -> client.post("/query", gallery.probe().with("cameras", "9").image(Pictures.png(1, 0)))
                        .json()
                        .get("results")
                        .size()
                == 1);
    }

    @Test
    void anIndexThatSomebodyDeletesIsBuiltAnewAndMeanwhileSearchesAreRefused() throws Exception {
        gallery.enrol("p1", "1", Pictures.png(1, 0));
        await(() -> best(1).equals("p1"));

        cluster("DELETE", "/" + prefix + "-*", null);

        Reply reply = client.post("/query", gallery.probe().image(Pictures.png(1, 0)));
        assertProblem(reply, 503);
        assertThat(reply.header("Retry-After")).isNotEmpty();
        await(() -> isAnswered() && best(1).equals("p1"));
        gallery.enrol("p2", "1", Pictures.png(2, 0));
        await(() -> best(2).equals("p2"));
    }

    private boolean isAnswered() {
        return client.post("/query", gallery.probe().image(Pictures.png(1, 0))).status() == 200;
    }

    @Test
    void aCheckHealsWhatDiffers() throws Exception {
        String lost = gallery.enrol("p1", "1", Pictures.png(1, 0));
        gallery.enrol("p2", "1", Pictures.png(2, 0));
        await(() -> best(2).equals("p2"));
        assertThat(server.bean(IndexCheck.class).check().healed()).isZero();

        cluster("DELETE", "/" + index() + "/_doc/" + lost + "?refresh=true", null);
        cluster(
                "PUT",
                "/" + index() + "/_doc/00000000-0000-0000-0000-000000000001?refresh=true",
                "{\"group\":\"person:ghost\",\"sequence\":99999,\"fingerprint\":1}");

        assertThat(server.bean(IndexCheck.class).check().healed()).isEqualTo(2);
        await(() -> documents() == 2 && best(1).equals("p1"));
        assertThat(server.bean(IndexCheck.class).check().healed()).isZero();
    }

    @Test
    void anImageThatIsRefusedHoldsUpNoOther() throws Exception {
        gallery.enrol("p0", "1", Pictures.png(9, 0));
        await(() -> best(9).equals("p0"));
        cluster("PUT", "/_ingest/pipeline/" + prefix, """
                {"processors": [{"fail": {"if": "ctx.camera == 'poison'", "message": "poisoned"}}]}""");
        cluster("PUT", "/" + index() + "/_settings", "{\"index.default_pipeline\":\"%s\"}".formatted(prefix));

        gallery.enrol("p1", "poison", Pictures.png(1, 0));
        gallery.enrol("p2", "1", Pictures.png(2, 0));

        await(() -> best(2).equals("p2"));
        await(() -> client.get("/actuator/prometheus").text().contains("vesper_gallery_feed_refused 1.0"));
        cluster("PUT", "/" + index() + "/_settings", "{\"index.default_pipeline\":null}");
        await(() -> best(1).equals("p1"));
        await(() -> client.get("/actuator/prometheus").text().contains("vesper_gallery_feed_refused 0.0"));
    }

    @Test
    void aReindexGoesOnBesideSearchesAndSwitchesOver() throws Exception {
        for (int person = 1; person <= 30; person++) {
            gallery.enrol("p" + person, "1", Pictures.png(person, 0));
        }
        await(() -> best(30).equals("p30"));
        String before = index();

        Reply accepted = new Contract(client).json("POST", "/jobs/reindex", "{}");
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        while (!client.get(accepted.header("Location"))
                .json()
                .get("status")
                .asString()
                .equals("COMPLETED")) {
            assertThat(best(7)).isEqualTo("p7");
        }

        JsonNode job = client.get(accepted.header("Location")).json();
        assertThat(job.at("/result/images").asInt()).isEqualTo(30);
        assertThat(index())
                .isNotEqualTo(before)
                .isEqualTo(job.at("/result/indexes/0").asString());
        assertThat(best(7)).isEqualTo("p7");
        await(() -> documents() == 30); // the former index is deleted last
        assertProblem(client.postJson("/jobs/reindex", "{\"gallery\":\"nobody\"}"), 404);
    }

    @Test
    void anotherModelTakesOverWithItsOwnIndexes() {
        gallery.enrol("p1", "1", Pictures.png(1, 0));
        await(() -> best(1).equals("p1"));

        GridModels models = server.bean(GridModels.class);
        AtomicBoolean isFirst = new AtomicBoolean(true);
        models.beforeEmbedding("grid-b", () -> {
            if (isFirst.getAndSet(false)) {
                gallery.enrol("late", "1", Pictures.png(4, 0));
            }
        });
        client.postJson("/models/grid-b/activate", "");
        await(() -> client.get("/models").json().get("activeModelId").asString().equals("grid-b"));

        JsonNode answer = gallery.query(Pictures.png(1, 0));
        assertThat(answer.get("modelId").asString()).isEqualTo("grid-b");
        assertThat(answer.at("/results/0/personId").asString()).isEqualTo("p1");
        await(() -> best(4).equals("late")); // enrolled while the new model embedded the gallery
        gallery.enrol("p2", "1", Pictures.png(2, 0));
        await(() -> best(2).equals("p2"));
    }

    @Test
    void whatIsEnrolledWhileNobodyFeedsIsFoundAfterTheNextStart() {
        gallery.enrol("p1", "1", Pictures.png(1, 0));
        await(() -> best(1).equals("p1"));
        server.close();
        try (TestServer withoutCluster =
                TestServer.start(folder.resolve("three"), database, TwoModels.class, "--vesper.model=grid-a")) {
            new OwnGallery(gallery.name(), withoutCluster.client()).enrol("p2", "1", Pictures.png(2, 0));
        }

        server = start("one");
        client = server.client();
        gallery = new OwnGallery(gallery.name(), client);

        await(() -> best(2).equals("p2"));
        assertThat(best(1)).isEqualTo("p1");
    }

    @Test
    void onlyOneOfTwoServersFeedsAndTheOtherTakesOver() {
        gallery.enrol("p1", "1", Pictures.png(1, 0));
        await(() -> best(1).equals("p1"));
        try (TestServer other = start("two")) {
            TestClient second = other.client();
            assertThat(owners()).hasSize(1);
            List<String> before = owners();
            server.close();
            new OwnGallery(gallery.name(), second).enrol("p2", "1", Pictures.png(2, 0));
            await(() -> new OwnGallery(gallery.name(), second)
                    .query(Pictures.png(2, 0))
                    .at("/results/0/personId")
                    .asString()
                    .equals("p2"));
            assertThat(other.bean(JdbcClient.class)
                            .sql("SELECT owner FROM index_feed")
                            .query(String.class)
                            .list())
                    .isNotEqualTo(before);
        }
    }

    private List<String> owners() {
        return server.bean(JdbcClient.class)
                .sql("SELECT CAST(owner AS TEXT) FROM index_feed")
                .query(String.class)
                .list();
    }

    private String best(int picture) {
        return gallery.query(Pictures.png(picture, 0)).at("/results/0/personId").asString("");
    }

    private String index() {
        return server.bean(JdbcClient.class)
                .sql("SELECT index_name FROM index_part WHERE state = 'SERVING'")
                .query(String.class)
                .single();
    }

    private int documents() {
        return cluster("GET", "/" + prefix + "-*/_count", null).path("count").asInt(-1);
    }

    private static JsonNode cluster(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(ClusterServers.anAddress() + path))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpClient http = HttpClient.newHttpClient(); // closed by itself: Java 17 cannot close it
        try {
            return JsonMapper.shared()
                    .readTree(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(50_000_000);
        }
    }
}
