package io.vesper.web;

import static io.vesper.web.ClusteredGallery.await;
import static io.vesper.web.ClusteredGallery.cluster;
import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.gallery.Pictures;
import io.vesper.serving.IndexCheck;
import io.vesper.store.TestDatabase;
import io.vesper.web.TestClient.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Indexes in a cluster are built, mended and replaced, whatever happened to them. */
@OnOpenSearch
class OpenSearchUpkeepIT {
    @TempDir
    Path folder;

    private ClusteredGallery clustered;

    @BeforeEach
    void start() {
        clustered = new ClusteredGallery(folder);
        clustered.enrol(1);
        clustered.enrol(2);
        clustered.awaitFound(1, 2);
    }

    @AfterEach
    void stop() {
        clustered.close();
    }

    @Test
    void anIndexThatSomebodyDeletesIsBuiltAnewAndMeanwhileSearchesAreRefused() {
        clustered.deleteIndexes();

        Reply reply =
                clustered.client().post("/query", clustered.gallery().probe().image(Pictures.png(1, 0)));
        assertProblem(reply, 503);
        assertThat(reply.header("Retry-After")).isNotEmpty();
        await(clustered::isAnswered);
        assertThat(clustered.best(1)).isEqualTo("p1");
        clustered.enrol(3);
        clustered.awaitFound(3);
    }

    @Test
    void aCheckHealsWhatDiffers() {
        String lost = clustered.enrol(3);
        clustered.awaitFound(3);
        IndexCheck check = clustered.server().bean(IndexCheck.class);
        assertThat(check.check().healed()).isZero();

        cluster("DELETE", "/" + clustered.index() + "/_doc/" + lost + "?refresh=true", null);
        cluster(
                "PUT",
                "/" + clustered.index() + "/_doc/00000000-0000-0000-0000-000000000001?refresh=true",
                "{\"group\":\"person:ghost\",\"sequence\":99999,\"fingerprint\":1}");

        assertThat(check.check().healed()).isEqualTo(2);
        await(() -> clustered.documents() == 3 && clustered.best(3).equals("p3"));
        assertThat(check.check().healed()).isZero();
    }

    @Test
    void aCheckBringsARestoredSnapshotUpToDate() {
        String erased = clustered.enrol(3);
        clustered.awaitFound(3);
        String repository = "/_snapshot/" + clustered.prefix();
        cluster("PUT", repository, """
                {"type": "fs", "settings": {"location": "%s"}}""".formatted(clustered.prefix()));
        JsonNode taken =
                cluster("PUT", repository + "/one?wait_for_completion=true", """
                {"indices": "%s-*", "include_global_state": false}""".formatted(clustered.prefix()));
        assertThat(taken.at("/snapshot/state").asString()).as(taken.toString()).isEqualTo("SUCCESS");
        clustered.client().delete("/gallery/" + erased);
        clustered.enrol(4);
        clustered.awaitFound(4);

        clustered.server().close();
        clustered.deleteIndexes();
        cluster("POST", repository + "/one/_restore?wait_for_completion=true", "{\"include_global_state\": false}");
        clustered.restart();

        assertThat(clustered.best(3)).isNotEqualTo("p3");
        assertThat(clustered.server().bean(IndexCheck.class).check().healed()).isEqualTo(2);
        clustered.awaitFound(1, 2, 4);
        await(() -> clustered.documents() == 3);
        cluster("DELETE", repository, null);
    }

    @Test
    void indexesWithChangesThatTheDatabaseDoesNotKnowOfAreBuiltAnew() {
        String image = clustered.enrol(3);
        clustered.awaitFound(3);
        String before = clustered.index();
        JsonNode document = cluster("GET", "/" + before + "/_doc/" + image, null);
        // As the index would have it, had the database been restored from before this image was given to camera 7.
        cluster(
                "PUT",
                "/" + before + "/_doc/" + image + "?refresh=true&version=1000000&version_type=external",
                document.get("_source").toString().replace("\"camera\":\"1\"", "\"camera\":\"7\""));

        clustered.gallery().patch(image, "{\"cameraId\":\"9\"}");

        await(() -> camera(9).equals("p3"));
        assertThat(clustered.index()).isNotEqualTo(before);
        assertThat(camera(7)).isEmpty();
        clustered.awaitFound(1, 2);
        await(() -> clustered.indexes() == 1);
    }

    /** Who is found if only images by a camera are asked for. */
    private String camera(int camera) {
        Reply reply = clustered
                .client()
                .post(
                        "/query",
                        clustered.gallery().probe().with("cameras", "" + camera).image(Pictures.png(3, 0)));
        return reply.status() == 200 ? reply.json().at("/results/0/personId").asString("") : "";
    }

    @Test
    void aSwitchThatWasCutShortIsCompleted() {
        String before = clustered.index();
        clustered.server().close();
        try (TestServer idle = clustered.startWithoutCluster()) {
            state(idle, "FILLED"); // as if the process was killed between the switch of the alias and its note of it
        }

        clustered.restart();

        await(clustered::isAnswered);
        assertThat(clustered.index()).isEqualTo(before);
        clustered.awaitFound(1, 2);
        clustered.enrol(3);
        clustered.awaitFound(3);
    }

    @Test
    void anIndexThatIsSearchedThoughTheDatabaseHasForgottenItIsBuiltAnew() {
        String before = clustered.index();
        clustered.server().close();
        try (TestServer idle = clustered.startWithoutCluster()) {
            state(idle, "FILLING"); // as of a backup from while it was built
        }

        clustered.restart();

        await(() -> clustered.isAnswered()
                && !clustered.index().isEmpty()
                && !clustered.index().equals(before));
        clustered.enrol(3);
        clustered.awaitFound(1, 2, 3);
        await(() -> clustered.indexes() == 1);
    }

    @Test
    void aDatabaseThatIsBehindItsIndexesHasThemBuiltAnew() {
        String before = clustered.index();
        clustered.server().close();
        String ofDatabase = cluster("GET", "/" + before + "/_mapping", null)
                .at("/" + before + "/mappings/_meta/database")
                .asString();
        cluster("PUT", "/" + before + "/_mapping", """
                {"_meta": {"database": "%s", "position": 1000000}}""".formatted(ofDatabase));

        clustered.restart();

        await(() -> clustered.isAnswered()
                && !clustered.index().isEmpty()
                && !clustered.index().equals(before));
        clustered.awaitFound(1, 2);
    }

    @Test
    void whileASnapshotIsTakenOfAnIndexThatIsNotNeededAnyMoreTheOthersAreFed() {
        for (int picture = 10; picture < 40; picture++) {
            clustered.enrol(picture);
        }
        clustered.awaitFound(39);
        String repository = "/_snapshot/" + clustered.prefix();
        cluster("PUT", repository, """
                {"type": "fs", "settings": {"location": "%s", "max_snapshot_bytes_per_sec": "500b"}}""".formatted(clustered.prefix()));
        cluster("PUT", repository + "/slow", """
                {"indices": "%s-*", "include_global_state": false}""".formatted(clustered.prefix()));
        try {
            Reply accepted = clustered.client().postJson("/jobs/reindex", "{}");
            await(() -> job(accepted).get("status").asString().equals("COMPLETED"));
            clustered.enrol(3);

            clustered.awaitFound(3);

            assertThat(clustered.indexes()).isEqualTo(2);
        } finally {
            cluster("DELETE", repository + "/slow", null);
        }
        await(() -> clustered.indexes() == 1);
        cluster("DELETE", repository, null);
    }

    @Test
    void aBuildThatWasBrokenOffGoesOnWhereItWas() {
        String before = clustered.index();
        String first = clustered
                .sql()
                .sql("SELECT CAST(image_id AS TEXT) FROM gallery_image ORDER BY sequence FETCH FIRST ROW ONLY")
                .query(String.class)
                .single();
        clustered.server().close();
        JsonNode aliases = cluster("GET", "/" + before + "/_alias", null);
        String alias =
                aliases.get(before).get("aliases").propertyNames().iterator().next();
        cluster("POST", "/_aliases", """
                {"actions": [{"remove": {"index": "%1$s", "alias": "%2$s"}}, {"add": {"index": "%1$s", "alias": "%1$s-fill"}}]}""".formatted(before, alias));
        try (TestServer idle = clustered.startWithoutCluster()) {
            state(idle, "FILLING");
            idle.bean(JdbcClient.class)
                    .sql("UPDATE index_part SET filled_through = (SELECT MIN(sequence) FROM gallery_image),"
                            + " position = (SELECT MAX(position) FROM gallery_change)")
                    .update();
        }
        cluster("DELETE", "/" + before + "/_doc/" + first + "?refresh=true", null);

        clustered.restart();

        await(clustered::isAnswered);
        assertThat(clustered.index()).isEqualTo(before);
        assertThat(clustered.documents()).isEqualTo(1); // the first was not read again
        assertThat(clustered.server().bean(IndexCheck.class).check().healed()).isEqualTo(1);
        clustered.awaitFound(1, 2);
    }

    private static void state(TestServer server, String state) {
        server.bean(JdbcClient.class)
                .sql("UPDATE index_part SET state = ?")
                .param(state)
                .update();
    }

    @Test
    void anotherInstallationDoesNotStartWithTheSameNames() {
        TestDatabase other = TestDatabase.at(folder.resolve("other"));

        assertThatThrownBy(() -> clustered.startOn(other, "two").close())
                .hasMessageContaining("belongs to another database")
                .hasMessageContaining("vesper.gallery.opensearch.prefix");

        clustered.enrol(3);
        clustered.awaitFound(1, 2, 3);
    }

    @Test
    void ofTwoInstallationsThatBeganWithTheSameNamesNoneDeletesTheOthersIndexes() {
        clustered.deleteIndexes();
        clustered.server().close();
        try (ClusteredGallery first = new ClusteredGallery(folder.resolve("first"));
                TestServer second = first.startOn(TestDatabase.at(folder.resolve("second")), "second")) {
            first.enrol(1);
            first.awaitFound(1);
            await(() -> !first.index().isEmpty());
            String index = first.index();

            await(() -> second.client()
                    .get("/actuator/prometheus")
                    .text()
                    .matches("(?s).*vesper_gallery_feed_failures_total [1-9].*"));

            assertThat(first.isAnswered()).isTrue();
            assertThat(first.index()).isEqualTo(index);
        }
    }

    @Test
    void anEngineThatNoNodeHasIsRefused() {
        TestDatabase other = TestDatabase.at(folder.resolve("other"));

        assertThatThrownBy(() -> TestServer.startOn(
                                folder.resolve("two"),
                                other,
                                ClusterServers.arguments(
                                        ClusterServers.ownPrefix(), "--vesper.gallery.opensearch.engine=faiss"))
                        .close())
                .hasMessageContaining("engine=faiss")
                .hasMessageContaining("engine=lucene");
    }

    private JsonNode job(Reply accepted) {
        return clustered.client().get(accepted.header("Location")).json();
    }
}
